import { choice, date, flow, image, integer, longText, must, noun, rating, tags, text, url, yesNo } from "./draft.ts";

export const movie = noun({
  names: ["movie", "film"],
  domain: "media",
  icon: "film",
  accent: "rose",
  visibility: "team",
  description: "A film with its makers and a rating.",
  displayField: "title",
  fields: [
    text("title", must),
    text("director"),
    integer("year", { min: 1888, max: 2100 }),
    choice("genre", "drama, comedy/success, thriller/warning, scienceFiction=Science fiction/info, animation, documentary, horror/danger", {
      default: "drama",
    }),
    integer("minutes", { label: "Length", unit: "min", min: 1 }),
    rating("rating"),
    date("watchedOn", { label: "Watched" }),
    longText("thoughts"),
    image("poster"),
  ],
  views: ["cards", "table", "board"],
  workflow: flow(
    "watchlist, watching/info, watched/success",
    "watchlist>watching Start, watching>watched Finish, watchlist>watched Mark as watched, watched>watchlist Watch again",
  ),
  lifecycle: "whenAsked",
  relations: [
    { to: "category", field: "category", label: "Genre" },
    { to: "actor", field: "actors", label: "Actors", many: true },
  ],
  expects: ["reviews"],
  samples: `
title | director | year | genre | minutes | rating | watchedOn | status | thoughts
Spirited Away | Hayao Miyazaki | 2001 | animation | 125 | 5 | 2026-11-07 | watched | The train over the water.
Parasite | Bong Joon-ho | 2019 | thriller | 132 | 5 | 2026-11-14 | watched | Stairs everywhere.
2001: A Space Odyssey | Stanley Kubrick | 1968 | scienceFiction | 149 | 5 | | watchlist | On the biggest screen possible.
The Grand Budapest Hotel | Wes Anderson | 2014 | comedy | 99 | 4 | 2026-11-01 | watched | Pink boxes and perfect timing.
Casablanca | Michael Curtiz | 1942 | drama | 102 | 5 | 2026-11-10 | watched |
Alien | Ridley Scott | 1979 | horror | 117 | 5 | | watchlist | Not alone.
Man on Wire | James Marsh | 2008 | documentary | 94 | 4 | | watching |
Amélie | Jean-Pierre Jeunet | 2001 | comedy | 122 | 4 | 2026-11-19 | watched | Garden gnomes travel.
Arrival | Denis Villeneuve | 2016 | scienceFiction | 116 | 5 | | watchlist | Recommended by Maya.
Rear Window | Alfred Hitchcock | 1954 | thriller | 112 | 5 | 2026-11-21 | watched |`,
});

export const tvShow = noun({
  names: ["tv show", "tv series", "series", "show", "anime"],
  plural: "tv shows",
  domain: "media",
  icon: "tv",
  accent: "violet",
  visibility: "team",
  description: "A series that is watched episode by episode.",
  displayField: "title",
  fields: [
    text("title", must),
    choice("genre", "drama, comedy/success, crime/warning, scienceFiction=Science fiction/info, documentary", { default: "drama" }),
    integer("seasons", { min: 1 }),
    integer("currentSeason", { label: "At season", min: 0 }),
    integer("currentEpisode", { label: "At episode", min: 0 }),
    text("watchOn", { label: "Where to watch" }),
    rating("rating"),
    longText("notes"),
  ],
  views: ["cards", "board", "table"],
  workflow: flow(
    "planned, watching/info, finished/success, dropped/danger",
    "planned>watching Start, watching>finished Finish, watching>dropped Drop, dropped>watching Try again",
  ),
  lifecycle: "always",
  samples: `
title | genre | seasons | currentSeason | currentEpisode | watchOn | rating | status | notes
The Wire | crime | 5 | 2 | 4 | DVD box | 5 | watching | Subtitles help.
Dark | scienceFiction | 3 | 3 | 8 | Streaming | 5 | finished | Drew a family tree.
Fleabag | comedy | 2 | 2 | 6 | Streaming | 5 | finished |
Planet Earth II | documentary | 1 | 1 | 3 | Library | 5 | watching | With the children.
Severance | scienceFiction | 2 | 0 | 0 | Streaming | | planned |
The Bridge | crime | 4 | 1 | 2 | Streaming | 3 | dropped | Too dark for winter.
Ted Lasso | comedy | 3 | 3 | 12 | Streaming | 4 | finished |
Borgen | drama | 4 | 0 | 0 | Library | | planned | Recommended by Emma.`,
});

export const song = noun({
  names: ["song", "track", "piece of music", "sheet music", "music sheet"],
  domain: "media",
  icon: "music",
  accent: "pink",
  visibility: "team",
  description: "A piece of music.",
  displayField: "title",
  fields: [
    text("title", must),
    text("artist", must),
    text("album"),
    integer("year", { min: 1000, max: 2100 }),
    choice("genre", "pop, rock, jazz, classical, electronic, hipHop=Hip-hop, soul, folk"),
    text("key", { label: "Musical key" }),
    integer("bpm", { label: "Tempo", unit: "BPM", min: 20, max: 300 }),
    url("link"),
    rating("rating"),
  ],
  relations: [
    { to: "playlist", field: "playlists", label: "Playlists", many: true },
    { to: "album", field: "record", label: "Album" },
  ],
  samples: `
title | artist | album | year | genre | key | bpm | rating
Feeling Good | Nina Simone | I Put a Spell on You | 1965 | jazz | G minor | 78 | 5
Billie Jean | Michael Jackson | Thriller | 1982 | pop | F# minor | 117 | 5
Clair de lune | Claude Debussy | Suite bergamasque | 1905 | classical | Db major | 66 | 5
Superstition | Stevie Wonder | Talking Book | 1972 | soul | Eb minor | 101 | 5
Around the World | Daft Punk | Homework | 1997 | electronic | A minor | 121 | 4
Blackbird | The Beatles | The Beatles | 1968 | folk | G major | 93 | 4
Take Five | The Dave Brubeck Quartet | Time Out | 1959 | jazz | Eb minor | 174 | 5
Smells Like Teen Spirit | Nirvana | Nevermind | 1991 | rock | F minor | 117 | 4`,
});

export const playlist = noun({
  names: ["playlist", "mixtape", "setlist"],
  domain: "media",
  icon: "headphones",
  accent: "emerald",
  visibility: "team",
  description: "Songs for a mood or an occasion.",
  displayField: "name",
  fields: [
    text("name", must),
    longText("description"),
    choice("mood", "calm/info, happy/success, energetic/warning, melancholic, focused", { default: "happy" }),
    integer("minutes", { label: "Length", unit: "min", min: 0 }),
    yesNo("favourite"),
    image("cover"),
  ],
  views: ["cards", "table"],
  relations: [{ to: "song", field: "songs", label: "Songs", many: true }],
  samples: `
name | mood | minutes | favourite | songs | description
Sunday pancakes | happy | 74 | yes | Feeling Good, Blackbird | Warm voices, no hurry.
Deep work | focused | 180 | yes | Clair de lune | No words.
Last kilometre | energetic | 42 | no | Billie Jean, Around the World | Everything above 115 BPM.
Rain on the window | melancholic | 63 | no | Clair de lune, Blackbird |
Dinner with friends | calm | 120 | yes | Take Five, Feeling Good | Jazz that lets you talk.
Kitchen disco | energetic | 55 | no | Superstition, Billie Jean |
Road to the sea | happy | 140 | no | Smells Like Teen Spirit, Superstition | Windows down.
Falling asleep | calm | 50 | yes | Clair de lune |`,
});

export const podcastEpisode = noun({
  names: ["podcast episode", "episode", "podcast"],
  plural: "podcast episodes",
  domain: "media",
  icon: "mic",
  accent: "orange",
  visibility: "public",
  description: "An episode with its guests and notes.",
  displayField: "title",
  fields: [
    text("title", must),
    integer("number", { label: "Episode", min: 0 }),
    text("guestName", { label: "Guest" }),
    date("airsOn", { label: "Published" }),
    integer("minutes", { label: "Length", unit: "min", min: 1 }),
    url("audio", { label: "Audio link" }),
    longText("showNotes"),
    tags("topics"),
  ],
  views: ["cards", "table", "board"],
  workflow: flow(
    "planned, recorded/info, edited/warning, published/success",
    "planned>recorded Mark as recorded, recorded>edited Mark as edited, edited>published Publish, edited>recorded Edit again",
  ),
  lifecycle: "always",
  samples: `
title | number | guestName | airsOn | minutes | topics | status | showNotes
The sound of empty rooms | 41 | Iris Birch | 2026-11-05 | 48 | acoustics | published | Why concert halls are shaped like shoeboxes.
How to name a storm | 42 | Olivia Grant | 2026-11-12 | 36 | weather | published | Lists, letters and retired names.
A bridge in nine days | 43 | Ravi Shah | 2026-11-19 | 52 | engineering | published |
Teaching a parrot to whisper | 44 | Dr. Sara Haddad | 2026-11-26 | 41 | animals | edited | Warning: contains whistling.
The last typewriter mechanic | 45 | Carlos Mendes | 2026-12-03 | 44 | craft | recorded |
Bread, salt and borders | 46 | Samir Patel | 2026-12-10 | 50 | food, history | recorded |
What crosswords do to us | 47 | Nadia Kowalska | 2026-12-17 | 38 | language | planned |
Live from the night train | 48 | Carlos Mendes | 2027-01-07 | 60 | travel | planned | Bring two microphones.`,
});

export const videoEntry = noun({
  names: ["video", "clip"],
  domain: "media",
  icon: "video",
  accent: "rose",
  visibility: "public",
  description: "A video with its link.",
  displayField: "title",
  fields: [
    text("title", must),
    url("link", must),
    text("creator"),
    integer("minutes", { label: "Length", unit: "min", min: 0 }),
    date("addedOn", { label: "Added" }),
    tags("topics"),
    longText("description"),
    image("thumbnail"),
  ],
  views: ["cards", "table"],
  relations: [{ to: "category", field: "category", label: "Category" }],
  expects: ["comments", "likes"],
  samples: `
title | link | creator | minutes | addedOn | topics | description
Sharpen a kitchen knife | https://video.example/knife | Mill Kitchen | 9 | 2026-11-02 | cooking | Two stones, one angle.
How locks on canals work | https://video.example/locks | Devon Reyes | 7 | 2026-11-05 | engineering | With a model made of glass.
Draw hands without fear | https://video.example/hands | Camille Moreau | 18 | 2026-11-08 | drawing |
A year in a beehive | https://video.example/bees | Ingrid Solberg | 26 | 2026-11-11 | nature | Filmed through the wall.
Barre chords, the kind way | https://video.example/barre | Mei Lin | 12 | 2026-11-14 | guitar |
Explain it: inflation | https://video.example/inflation | Nadia Kowalska | 11 | 2026-11-16 | economy | With buns.
Restoring a 1960s radio | https://video.example/radio | Carlos Mendes | 34 | 2026-11-18 | craft |
Ten stretches for desks | https://video.example/stretch | Jo Martins | 10 | 2026-11-20 | health |`,
});
