import { language } from "./draft.ts";

export const german = language({
  code: "de",
  name: "German",
  stopWords: `eine einen einer eines und mit für der die das den dem des ich wir möchte will mein meine meinen unser unsere zum zur von wo jeder jede sollen soll
    kann können auch nur ihre ihren sich nicht über als bei nach bitte brauche brauchen ist sind werden wird alle sowie oder`,
  nouns: `
waiting list entry: warteliste wartelisten
rehearsal: probe proben chorprobe chorproben
signature: unterschrift unterschriften
found item: fundsache fundsachen
vaccination: impfung impfungen
loan: ausleihe ausleihen verleih
chore: putzplan haushaltsaufgabe haushaltsaufgaben
recipe: rezept rezepte rezepten
ingredient: zutat zutaten
category: kategorie kategorien
product: produkt produkte produkten
order: bestellung bestellungen
book: buch bücher büchern
author: autor autoren autorin
movie: film filme filmen
song: lied lieder liedern
photo: foto fotos bilder
task: aufgabe aufgaben
project: projekt projekte projekten
client: kunde kunden kundin
contact: kontakt kontakte kontakten
company: firma firmen unternehmen
invoice: rechnung rechnungen
expense: ausgabe ausgaben
budget: budget budgets haushaltsplan
subscription: abo abos abonnement abonnements
property: immobilie immobilien wohnung wohnungen
tenant: mieter mietern mieterin
lease: mietvertrag mietverträge
job: stelle stellen stellenanzeige stellenanzeigen
applicant: bewerber bewerbern bewerbung bewerbungen
employee: mitarbeiter mitarbeitern mitarbeiterin
student: schüler schülern student studenten
teacher: lehrer lehrern lehrerin
course: kurs kurse kursen
lesson: lektion lektionen
assignment: hausaufgabe hausaufgaben
grade: note noten
patient: patient patienten
appointment: termin termine terminen
medication: medikament medikamente medikamenten
workout: training trainings
exercise: übung übungen
habit: gewohnheit gewohnheiten
meal: mahlzeit mahlzeiten
journal entry: tagebuch tagebucheintrag tagebucheinträge
event: veranstaltung veranstaltungen
guest: gast gäste gästen
pet: haustier haustiere haustieren
plant: pflanze pflanzen
vehicle: fahrzeug fahrzeuge fahrzeugen
car: auto autos
trip: reise reisen
flight: flug flüge
hotel room: zimmer zimmern
restaurant table: tisch tische
restaurant: restaurant restaurants
service: dienstleistung dienstleistungen
supplier: lieferant lieferanten
inventory item: artikelbestand lager bestand
warehouse: lagerhaus
shipment: lieferung lieferungen sendung sendungen
donation: spende spenden
volunteer: freiwilliger freiwillige freiwilligen
member: mitglied mitglieder mitgliedern
article: artikel artikeln
post: beitrag beiträge beiträgen
note: notiz notizen
question: frage fragen
answer: antwort antworten
goal: ziel ziele zielen
team: mannschaft mannschaften
player: spieler spielern
match: spiel spiele spielen
tournament: turnier turniere turnieren
idea: idee ideen
document: dokument dokumente dokumenten
contract: vertrag verträge verträgen
shift: schicht schichten
gift: geschenk geschenke geschenken
city: stadt städte städten
review: bewertung bewertungen
wine: wein weine weinen
chore: haushaltsarbeit haushaltsarbeiten putzplan`,
  words: `
comments: kommentare kommentaren
comment: kommentar
price: preis preise preisen
date: datum
due date: fälligkeitsdatum fälligkeit
address: adresse anschrift
name: namen
description: beschreibung
status: zustand
admin: administrator administratoren chef
users: benutzer nutzer nutzern benutzern
user: benutzerin nutzerin
dashboard: übersicht
search: suche
login: anmeldung konto konten
calendar: kalender
cart: warenkorb einkaufswagen
newsletter: rundbrief
quantity: menge anzahl
phone: telefon telefonnummer handynummer
email: mailadresse
public: öffentlich öffentliche
private: privat private
priority: priorität prioritäten
contact form: kontaktformular
gallery: galerie
duration: dauer
converter: umrechner
calculator: rechner taschenrechner
online shop: onlineshop webshop laden
booking: buchung buchungen reservierung reservierungen
payment: zahlung zahlungen
tags: schlagwort schlagwörter
statistics: statistik statistiken auswertung`,
  verbs: `
add: hinzufügen füge ergänze ergänzen
remove: entfernen entferne lösche löschen
rename: umbenennen
create: erstellen erstelle anlegen baue bauen
show: zeige zeigen anzeigen
manage: verwalten verwalte verwaltet
track: verfolgen erfassen festhalten
change: ändere ändern
edit: bearbeiten
book: buchen reservieren
buy: kaufen
sell: verkaufen
write: schreiben
read: lesen
delete: gelöscht
rate: bewerten`,
});
