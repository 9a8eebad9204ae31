import "@fontsource-variable/inter";
import "@mantine/core/styles/default-css-variables.css";
import "@mantine/core/styles/Popover.css";
import "@mantine/core/styles/Tooltip.css";
import "./ui/tokens.css";
import "./ui/base.css";
import "./ui/controls.css";
import "./ui/page.css";
import { MantineProvider } from "@mantine/core";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./shell/App.tsx";
import { connect } from "./state/connection.ts";
import { theme } from "./ui/theme.ts";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

connect();
// Mantine would put its variables into a style element, which a strict content security policy refuses.
createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <App />
    </MantineProvider>
  </StrictMode>,
);
