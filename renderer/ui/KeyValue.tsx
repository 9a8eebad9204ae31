import { Fragment, type ReactNode } from "react";

/** Label and value pairs; labels lighter than values. */
export function KeyValue({
  rows,
}: {
  readonly rows: readonly (readonly [label: string, value: ReactNode])[];
}) {
  return (
    <dl className="kv">
      {rows.map(([label, value]) => (
        <Fragment key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
