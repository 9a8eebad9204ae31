/** Names of everything that goes between main and the preload. */
export const channels = {
  connectEngine: "engine:connect",
  enginePort: "engine:port",
  pick: "dialog:pick",
  menuListening: "menu:listening",
  menuCommand: "menu:command",
} as const;
