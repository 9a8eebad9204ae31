import type { SceneReport } from "../../native/contract/scenes.ts";
import { roleWords } from "../ui/sceneWords.ts";
import { rangeWords } from "./words.ts";

/** Which band measures what, and what its pixels hold. */
export function BandTable({ report: { bands, dataType } }: { readonly report: SceneReport }) {
  if (bands.length === 0) return <div className="band-table" />;
  const hasRole = bands.some(({ role }) => role !== null);
  const hasRange = bands.some(({ range }) => range !== null);
  return (
    <div className="band-table">
      <table aria-label="Bands">
        <thead>
          <tr>
            <th scope="col">Band</th>
            {hasRole && <th scope="col">Role</th>}
            {hasRange && <th scope="col">Range</th>}
          </tr>
        </thead>
        <tbody>
          {bands.map(({ index, name, role, range, wavelengthMicrometers }) => (
            <tr key={index} className="n">
              <th scope="row" title={name}>
                {name === "" || name === role ? index + 1 : name}
              </th>
              {hasRole && (
                <td title={wavelengthMicrometers === null ? undefined : `${wavelengthMicrometers} µm`}>
                  <span className={role === null ? "t3" : ""}>{roleWords(role)}</span>
                </td>
              )}
              {hasRange && <td className="t3 nw">{rangeWords(range, dataType)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
