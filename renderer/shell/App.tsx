import { useEffect } from "react";
import { DropTarget } from "../intake/DropTarget.tsx";
import { ScenesPage } from "../intake/ScenesPage.tsx";
import { UploadProgress } from "../intake/UploadProgress.tsx";
import { SettingsPage } from "../settings/SettingsPage.tsx";
import { isUnderWay, useJobs } from "../state/jobs.ts";
import { useScenes } from "../state/scenes.ts";
import { followWidth, useView } from "../state/view.ts";
import { EngineBanner } from "./EngineBanner.tsx";
import { NoticeLine } from "./NoticeLine.tsx";
import { Rail } from "./Rail.tsx";
import { ShortcutsDialog } from "./ShortcutsDialog.tsx";
import { StatusBar } from "./StatusBar.tsx";
import { TopBar } from "./TopBar.tsx";
import { useEncoderData } from "./useEncoderData.ts";
import { useEngineData } from "./useEngineData.ts";
import { useShortcutKeys } from "./useShortcutKeys.ts";
import { Workspace } from "./Workspace.tsx";
import "./shell.css";

/** The one window: bars around one map, and pages over it. */
export function App() {
  useEngineData();
  useEncoderData();
  useShortcutKeys();
  useEffect(followWidth, []);
  const room = useView((state) => state.room);
  const isPage = room === "scenes" || room === "settings";
  return (
    <div className="app">
      <TopBar />
      <Rail />
      <main className="main">
        <Workspace isStart={useIsStart()} isCovered={isPage} />
        {room === "scenes" && <ScenesPage />}
        {room === "settings" && <SettingsPage />}
        <EngineBanner />
        <NoticeLine />
      </main>
      <StatusBar />
      <DropTarget />
      <UploadProgress />
      <ShortcutsDialog />
    </div>
  );
}

function useIsStart(): boolean {
  const isEmpty = useScenes((state) => state.isLoaded && state.scenes.length === 0);
  const isBusy = useJobs((state) => state.jobs.some(isUnderWay));
  const room = useView((state) => state.room);
  return isEmpty && !isBusy && room !== "jobs";
}
