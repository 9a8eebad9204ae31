import { isUnderWay, useJobs } from "../state/jobs.ts";
import { plural } from "../ui/format.ts";

/** The line above the map in the jobs room. */
export function JobsBar() {
  const underWay = useJobs((state) => state.jobs).filter(isUnderWay).length;
  return (
    <section className="filters" data-area="filter" aria-label="Jobs">
      <b>Jobs</b>
      <span className="dense t2 ell">
        Everything saved stays saved. You can close Argil; it goes on where it was.
      </span>
      <span className="sp" />
      {underWay > 0 && <span className="tag acc n">{plural(underWay, "job")} under way</span>}
    </section>
  );
}
