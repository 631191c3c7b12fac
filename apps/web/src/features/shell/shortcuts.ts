type Shortcuts = readonly { group: string; items: readonly (readonly [keys: string, what: string])[] }[];

/** Every shortcut of the app, as the sheet lists them. */
export const shortcutsWith = ({ word, noun }: { word: string; noun: string }): Shortcuts => [
  {
    group: "Anywhere",
    items: [
      ["⌘K", "Go to a thread, channel or app, find or do something"],
      ["?", "Show these shortcuts"],
      ["⌥⇧↓", "Next unread thread"],
      ["⌥⇧↑", "Previous unread thread"],
      ["G then I", "Inbox"],
      ["G then A", "Apps"],
      ["G then N", "New app"],
      ["G then M", "Members"],
    ],
  },
  {
    group: "While writing",
    items: [
      ["Enter", "Send"],
      ["⇧Enter", "New line"],
      ["↑", "Edit your last message, when the field is empty"],
      ["@", "Name a person or an agent"],
      ["#", "Name a channel or a thread"],
      [":", "Find an emoji"],
      ["Escape", "Close what is open, leave an edit"],
    ],
  },
  {
    group: "On a message",
    items: [
      ["J / K", "Next or previous message"],
      ["F", `${word} from it`],
      ["R", "React with 👍"],
      ["Q", "Quote it"],
      ["E", "Edit it, if it is yours"],
      ["P", "Pin it as a fact"],
      ["U", "Mark unread from it"],
      ["M", "Mark read up to it"],
      ["Enter", `Open the ${noun} under it`],
    ],
  },
  {
    group: "In a list",
    items: [
      ["↑ ↓ or J K", "Move"],
      ["Enter", "Open"],
    ],
  },
];
