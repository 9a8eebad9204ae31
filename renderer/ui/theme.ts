import { createTheme } from "@mantine/core";

/** Mantine brings behaviour; all looks come from tokens.css and controls.css. */
export const theme = createTheme({
  fontFamily: '"Inter Variable", Inter, system-ui, "Segoe UI", Roboto, sans-serif',
  respectReducedMotion: true,
  cursorType: "default",
});
