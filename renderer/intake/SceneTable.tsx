import type { SceneSummary } from "../../native/contract/scenes.ts";
import { preview } from "../engine/pictures.ts";
import { setSceneHidden, useScenes } from "../state/scenes.ts";
import { showScene } from "../state/showScene.ts";
import { Button } from "../ui/Button.tsx";
import { count, day } from "../ui/format.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { Thumb } from "../ui/Thumb.tsx";

/** All scenes, newest first, one a row. */
export function SceneTable({ scenes }: { readonly scenes: readonly SceneSummary[] }) {
  return (
    <div className="card scene-table">
      <table aria-label="Scenes">
        <thead>
          <tr>
            <th scope="col">Scene</th>
            <th scope="col">Date</th>
            <th scope="col">Sensor</th>
            <th scope="col">CRS</th>
            <th scope="col">Pixel</th>
            <th scope="col">Bands</th>
            <th scope="col">Chips</th>
            <th scope="col">Skipped</th>
            <th scope="col">
              <span className="unseen">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {scenes.map((scene) => (
            <SceneRow key={scene.id} scene={scene} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SceneRow({ scene }: { readonly scene: SceneSummary }) {
  const isHidden = useScenes((state) => state.hiddenIds.has(scene.id));
  return (
    <tr>
      <th scope="row">
        <span className="row">
          <Thumb src={preview(scene.id, 40)} />
          <span className="col">
            <b>{scene.title}</b>
            <span className="t3">{sceneState(scene)}</span>
          </span>
        </span>
      </th>
      <td className="n nw">{day(scene.acquiredAt)}</td>
      <td>{scene.sensorTitle}</td>
      <td>{scene.crsName}</td>
      <td className="n nw">{scene.gsdMeters} m</td>
      <td title={scene.bandNames.join(", ")}>
        <span className="n">{scene.bandNames.length}</span>
      </td>
      <td className="n">{count(scene.chipCount)}</td>
      <td className="n">{count(scene.skippedCount)}</td>
      <td>
        <span className="row">
          <Button size="small" onClick={() => showScene(scene.id)}>
            Show on map
          </Button>
          <IconButton
            icon="eye"
            tiny
            isOn={!isHidden}
            label={`Draw ${scene.title} on the map`}
            onClick={() => setSceneHidden(scene.id, !isHidden)}
          />
        </span>
      </td>
    </tr>
  );
}

function sceneState(scene: SceneSummary): string {
  if (!scene.isFileThere) return "File moved or unplugged; its chips can still be searched.";
  return scene.isComplete ? "" : "Indexing";
}
