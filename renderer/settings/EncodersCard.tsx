import { useEncoders } from "../state/encoders.ts";
import { EncoderRow } from "./EncoderRow.tsx";
import { verdictWords } from "./encoderWords.ts";
import { ImportList } from "./ImportList.tsx";
import { NoClay } from "./NoClay.tsx";

/** Every encoder of this computer, one a row. */
export function EncodersCard() {
  const { encoders, isLoaded } = useEncoders();
  const hasNoClay = isLoaded && encoders.every(({ isBuiltIn }) => isBuiltIn);
  return (
    <section className="card encoders" aria-labelledby="encoders-title">
      <div className="sec-head card-title">
        <h2 id="encoders-title" className="dense">
          Encoders
        </h2>
        <span className="t3">one for this project; what different encoders made is never compared</span>
      </div>
      <ImportList />
      <table aria-labelledby="encoders-title">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">
              <span className="unseen">State</span>
            </th>
            <th scope="col" className="at-wide">
              Dimensions
            </th>
            <th scope="col" className="at-wider">
              Input
            </th>
            <th scope="col" className="at-wide">
              SHA-256
            </th>
            <th scope="col">On disk</th>
            <th scope="col">In this archive</th>
            <th scope="col" className="at-wider">
              Licence
            </th>
            <th scope="col">
              <span className="unseen">Actions</span>
            </th>
          </tr>
        </thead>
        {encoders.map((encoder) => (
          <EncoderRow key={encoder.id} encoder={encoder} />
        ))}
      </table>
      {hasNoClay && <NoClay />}
      <Announced />
    </section>
  );
}

/** What became of the last verification, for those who hear it. */
function Announced() {
  const verifications = useEncoders((state) => state.verifications);
  const encoders = useEncoders((state) => state.encoders);
  const [id, last] = [...verifications].at(-1) ?? [];
  const title = encoders.find((encoder) => encoder.id === id)?.title ?? "";
  const words =
    last === undefined || last.kind === "running"
      ? ""
      : `${title}. ${last.kind === "done" ? verdictWords(last.verdict) : last.sentence}`;
  return (
    <p className="unseen" role="status" aria-label="Verification">
      {words}
    </p>
  );
}
