import { choice, date, dateTime, email, flow, image, integer, longText, must, noun, phone, tags, text, time, yesNo } from "./draft.ts";

export const patient = noun({
  names: ["patient"],
  domain: "health",
  icon: "stethoscope",
  accent: "teal",
  description: "Somebody in our care.",
  displayField: "name",
  fields: [
    text("name", must),
    date("birthDate", { label: "Date of birth", required: true }),
    phone("phone"),
    email("email"),
    choice("bloodType", "aPos=A+, aNeg=A-, bPos=B+, bNeg=B-, abPos=AB+, abNeg=AB-, oPos=0+, oNeg=0-"),
    tags("allergies"),
    text("insurance"),
    text("emergencyContact"),
    longText("history", { label: "Medical history" }),
  ],
  samples: `
name | birthDate | phone | email | bloodType | allergies | insurance | emergencyContact | history
Helen Brooks | 1962-04-18 | +1 555 0301 | helen.brooks@example.com | aPos | penicillin | Northern Mutual | Dan Brooks | High blood pressure since 2015.
Omar Farouk | 1988-11-02 | +1 555 0302 | omar.farouk@example.com | oPos | | CarePlus | Leila Farouk | Knee surgery in 2019.
Julia Hansen | 1995-07-29 | +1 555 0303 | julia.hansen@example.com | bNeg | pollen, nuts | CarePlus | Erik Hansen | Asthma, well controlled.
Samuel Green | 1949-01-11 | +1 555 0304 | samuel.green@example.com | aNeg | | Seniors First | Ruth Green | Type 2 diabetes, pacemaker.
Mina Park | 2016-09-05 | +1 555 0305 | park.family@example.com | oNeg | lactose | Northern Mutual | Soo Park | Vaccinations complete.
Victor Almeida | 1977-12-24 | +1 555 0306 | victor.almeida@example.com | abPos | | Direct | Rita Almeida | Migraine.
Nora Lindgren | 2001-03-16 | +1 555 0307 | nora.lindgren@example.com | aPos | latex | CarePlus | Pia Lindgren |
Desmond Cole | 1983-06-08 | +1 555 0308 | desmond.cole@example.com | bPos | | Northern Mutual | Tara Cole | Physiotherapy since September.`,
});

export const appointment = noun({
  names: ["appointment", "consultation"],
  domain: "health",
  icon: "calendar-check",
  accent: "sky",
  description: "A meeting at a set time.",
  displayField: "title",
  fields: [
    text("title", { label: "Reason", required: true }),
    dateTime("startsAt", { label: "When", required: true }),
    integer("minutes", { label: "Length", unit: "min", min: 5, default: 30 }),
    text("with", { label: "With" }),
    choice("place", "onSite=On site, video/info, phone, homeVisit=Home visit", { default: "onSite" }),
    phone("phone"),
    longText("notes"),
  ],
  views: ["calendar", "table", "board"],
  workflow: flow(
    "requested/info, confirmed/success, completed, noShow=No-show/danger, cancelled/danger",
    "requested>confirmed Confirm, requested>cancelled Cancel, confirmed>completed Complete, confirmed>noShow Mark as no-show, confirmed>cancelled Cancel",
  ),
  lifecycle: "always",
  relations: [
    { to: "patient", field: "patient", label: "Patient", onDelete: "cascade" },
    { to: "doctor", field: "doctor", label: "Doctor" },
    { to: "client", field: "client", label: "Client" },
    { to: "service", field: "service", label: "Service" },
    { to: "stylist", field: "stylist", label: "Stylist" },
    { to: "pet", field: "pet", label: "Pet" },
  ],
  samples: `
title | startsAt | minutes | with | place | phone | status | patient | notes
Yearly check-up | 2026-11-24T08:30:00Z | 45 | Dr. Anna Meyer | onSite | +1 555 0301 | confirmed | Helen Brooks | Fasting for the blood test.
Knee follow-up | 2026-11-24T09:30:00Z | 30 | Dr. Paul Osei | onSite | +1 555 0302 | confirmed | Omar Farouk | Bring the X-rays.
Asthma review | 2026-11-25T10:00:00Z | 20 | Dr. Anna Meyer | video | +1 555 0303 | requested | Julia Hansen |
Blood sugar control | 2026-11-23T11:15:00Z | 20 | Nurse Kim | onSite | +1 555 0304 | completed | Samuel Green | Values improved.
School entry examination | 2026-11-26T14:00:00Z | 40 | Dr. Anna Meyer | onSite | +1 555 0305 | confirmed | Mina Park |
Headache consultation | 2026-11-27T16:00:00Z | 30 | Dr. Paul Osei | phone | +1 555 0306 | requested | Victor Almeida |
Travel vaccination | 2026-11-20T09:00:00Z | 15 | Nurse Kim | onSite | +1 555 0307 | noShow | Nora Lindgren |
Physiotherapy plan | 2026-11-30T13:30:00Z | 60 | Jo Martins | homeVisit | +1 555 0308 | confirmed | Desmond Cole | Third floor, no lift.`,
  qualified: {
    pet: `
Yearly vaccination | 2026-11-24T08:30:00Z | 20 | Dr. Emma Hale | onSite | +1 555 0301 | confirmed | | Bring the vaccination card.
Dental cleaning | 2026-11-24T09:30:00Z | 60 | Dr. Emma Hale | onSite | +1 555 0302 | confirmed | | Nothing to eat after midnight.
Limping on the left hind leg | 2026-11-25T10:00:00Z | 30 | Dr. Ivo Marin | onSite | +1 555 0303 | requested | | Since the weekend.
Claw trimming | 2026-11-23T11:15:00Z | 15 | Nurse Kim | onSite | +1 555 0304 | completed | |
Itching and ear check | 2026-11-26T14:00:00Z | 30 | Dr. Emma Hale | onSite | +1 555 0305 | confirmed | | Food allergy suspected.
Neutering | 2026-11-27T08:00:00Z | 90 | Dr. Ivo Marin | onSite | +1 555 0306 | requested | | Pick up at four.
Weight control | 2026-11-20T09:00:00Z | 15 | Nurse Kim | onSite | +1 555 0307 | noShow | |
Stable visit | 2026-11-30T13:30:00Z | 60 | Dr. Ivo Marin | homeVisit | +1 555 0308 | confirmed | | Hoof check as well.`,
    client: `
First meeting | 2026-11-24T09:00:00Z | 60 | Maya Fischer | onSite | +1 555 0691 | confirmed | | Coffee and a tour.
Contract review | 2026-11-24T11:00:00Z | 45 | Emma Clark | video | +1 555 0692 | confirmed | | Two open points.
Quarterly look back | 2026-11-25T14:00:00Z | 60 | Ravi Shah | video | +1 555 0693 | requested | |
Workshop: goals for spring | 2026-11-27T09:30:00Z | 180 | Maya Fischer | onSite | +1 555 0694 | confirmed | | Book the large room.
Short call about the invoice | 2026-11-23T10:15:00Z | 15 | Tom Becker | phone | +1 555 0695 | completed | |
Demonstration | 2026-11-26T13:00:00Z | 45 | Emma Clark | video | +1 555 0696 | confirmed | | Four people join.
Visit on site | 2026-12-01T10:00:00Z | 120 | Ravi Shah | homeVisit | +1 555 0697 | requested | |
Handover | 2026-11-20T15:00:00Z | 60 | Lena Vogel | onSite | +1 555 0698 | cancelled | | New date in December.`,
    salon: `
Cut and blow-dry | 2026-11-24T09:00:00Z | 60 | Chloe | onSite | +1 555 0311 | confirmed | |
Full colour | 2026-11-24T10:30:00Z | 120 | Marcus | onSite | +1 555 0312 | confirmed | | Patch test done.
Beard trim | 2026-11-24T13:00:00Z | 20 | Dario | onSite | +1 555 0313 | requested | |
Balayage | 2026-11-25T11:00:00Z | 150 | Chloe | onSite | +1 555 0314 | confirmed | | Long hair.
Bridal trial | 2026-11-27T15:00:00Z | 90 | Ines | onSite | +1 555 0315 | requested | | Wedding in March.
Children's cut | 2026-11-21T10:00:00Z | 30 | Dario | onSite | +1 555 0316 | completed | |
Root touch-up | 2026-11-28T09:30:00Z | 75 | Marcus | onSite | +1 555 0317 | confirmed | |
Keratin treatment | 2026-11-29T12:00:00Z | 120 | Ines | onSite | +1 555 0318 | cancelled | | Will call again.`,
  },
});

export const doctor = noun({
  names: ["doctor", "physician", "therapist", "dentist", "vet", "practitioner"],
  domain: "health",
  icon: "stethoscope",
  accent: "blue",
  visibility: "public",
  description: "Somebody who treats people.",
  displayField: "name",
  fields: [
    text("name", must),
    text("specialty", must),
    email("email"),
    phone("phone"),
    text("room"),
    tags("languages"),
    yesNo("acceptsNew", { label: "Takes new patients", default: true }),
    longText("biography"),
    image("photo"),
  ],
  views: ["cards", "table"],
  expects: ["booking"],
  samples: `
name | specialty | email | phone | room | languages | acceptsNew | biography
Dr. Anna Meyer | General medicine | anna.meyer@example.com | +1 555 0321 | 101 | English, German | yes | Family doctor for twenty years.
Dr. Paul Osei | Orthopaedics | paul.osei@example.com | +1 555 0322 | 204 | English, French | yes | Knees, hips and patience.
Dr. Lin Zhao | Cardiology | lin.zhao@example.com | +1 555 0323 | 210 | English, Mandarin | no | Waiting list until February.
Dr. Sara Haddad | Paediatrics | sara.haddad@example.com | +1 555 0324 | 103 | English, Arabic | yes | Stickers after every visit.
Dr. Tomás Vega | Dermatology | tomas.vega@example.com | +1 555 0325 | 208 | Spanish, English | yes |
Jo Martins | Physiotherapy | jo.martins@example.com | +1 555 0326 | Gym | Portuguese, English | yes | Runs on Sundays with patients.
Dr. Ruth Klein | Psychiatry | ruth.klein@example.com | +1 555 0327 | 305 | English, Hebrew | no |
Dr. Emil Sørensen | Dentistry | emil.sorensen@example.com | +1 555 0328 | 002 | Danish, English | yes | Gentle with anxious people.`,
});

export const medication = noun({
  names: ["medication", "medicine", "drug", "prescription", "pill", "supplement", "medication plan", "medication schedule"],
  domain: "health",
  icon: "pill",
  accent: "rose",
  visibility: "personal",
  description: "Something that is taken, with dose and times.",
  displayField: "name",
  fields: [
    text("name", must),
    text("dose", must),
    choice("frequency", "once=Once a day, twice=Twice a day, threeTimes=Three times a day, weekly, asNeeded=As needed/info", {
      required: true,
      default: "once",
    }),
    time("takeAt", { label: "At" }),
    date("startsOn", { label: "From" }),
    date("endsOn", { label: "Until" }),
    integer("left", { label: "Left in the box", min: 0 }),
    longText("notes"),
  ],
  views: ["table", "cards"],
  relations: [
    { to: "patient", field: "patient", label: "Patient", onDelete: "cascade" },
    { to: "pet", field: "pet", label: "Pet", onDelete: "cascade" },
  ],
  samples: `
name | dose | frequency | takeAt | startsOn | endsOn | left | notes
Ramipril | 5 mg | once | 08:00 | 2026-11-01 | | 42 | With water, before breakfast.
Metformin | 500 mg | twice | 08:00 | 2026-11-01 | | 60 | With food.
Amoxicillin | 500 mg | threeTimes | 07:00 | 2026-11-18 | 2026-11-25 | 12 | Finish the box.
Vitamin D3 | 1,000 IU | once | 09:00 | 2026-11-01 | 2027-03-31 | 90 | Winter months.
Ibuprofen | 400 mg | asNeeded | | 2026-11-10 | | 18 | Not on an empty stomach.
Salbutamol inhaler | 2 puffs | asNeeded | | 2026-11-01 | | 1 | Before sport.
Methotrexate | 10 mg | weekly | 19:00 | 2026-11-02 | | 8 | Mondays only.
Iron | 80 mg | once | 12:00 | 2026-11-15 | 2027-02-15 | 30 | Orange juice helps.`,
});

export const symptom = noun({
  names: ["symptom", "pain entry", "headache"],
  domain: "health",
  icon: "activity",
  accent: "rose",
  visibility: "personal",
  description: "What was felt, when and how strongly.",
  displayField: "name",
  fields: [
    text("name", must),
    dateTime("startedAt", { label: "Started", required: true }),
    integer("severity", { label: "How strong (1 to 10)", required: true, min: 1, max: 10, default: 5 }),
    text("bodyPart"),
    tags("triggers"),
    text("relief", { label: "What helped" }),
    longText("notes"),
  ],
  views: ["table", "calendar"],
  samples: `
name | startedAt | severity | bodyPart | triggers | relief | notes
Migraine | 2026-11-03T14:20:00Z | 8 | Head | poor sleep, red wine | Dark room, sumatriptan | With aura.
Back pain | 2026-11-06T18:00:00Z | 5 | Lower back | long drive | Stretching |
Runny nose | 2026-11-08T07:30:00Z | 3 | Nose | cold weather | Steam |
Heartburn | 2026-11-10T22:15:00Z | 4 | Stomach | late dinner | Antacid |
Wheezing | 2026-11-12T06:45:00Z | 6 | Chest | dust | Inhaler | After cleaning the attic.
Headache | 2026-11-15T16:10:00Z | 4 | Head | screen time | Walk outside |
Knee swelling | 2026-11-17T20:00:00Z | 5 | Left knee | running | Ice | 10 km the day before.
Dizziness | 2026-11-19T09:05:00Z | 3 | Head | skipped breakfast | Food and water |`,
});
