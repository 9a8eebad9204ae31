import { describe, expect, it } from "vitest";
import type { Finding } from "../../../models/vocabulary/evidence.ts";
import { describeFailure } from "../../../native/describeFailure.ts";
import { evidenceOf } from "../../../renderer/intake/evidence.ts";
import { findingWords } from "../../../renderer/ui/findingWords.ts";
import { splitReason } from "../../../renderer/ui/reasonWords.ts";
import { offsetReport, readyReport, refusedReport, unreadableReport } from "../../support/sceneReports.ts";

describe("the evidence", () => {
  it("of an offset question is what bears on the offset", () => {
    const match = ["Three bands named in the file.", "Sentinel-2 is named."].map(
      (sentence): Finding => ({ tone: "supports", sentence }),
    );
    const scaling = offsetReport.scaling?.findings ?? [];
    const evidence = evidenceOf({ ...offsetReport, findings: [...match, ...scaling] });
    expect(evidence).toEqual({ shown: scaling, folded: match });
  });

  it("of a refused file is what decides against it; the rest is folded away", () => {
    const [decides, fact] = refusedReport.findings;
    const date: Finding = { tone: "doubts", sentence: "No date in the metadata." };
    expect(evidenceOf({ ...refusedReport, findings: [decides!, fact!, date] })).toEqual({
      shown: [decides],
      folded: [fact, date],
    });
  });

  it("is not folded for the sake of a single line", () => {
    expect(evidenceOf(refusedReport)).toEqual({ shown: refusedReport.findings, folded: [] });
  });

  it("that is long shows doubts, then what settles scale and date, in the order in which it was found", () => {
    const finding = (tone: Finding["tone"], sentence: string): Finding => ({ tone, sentence });
    const findings = [
      finding("supports", "sensor"),
      finding("supports", "level"),
      finding("supports", "bands"),
      finding("fact", "tag"),
      finding("doubts", "display"),
      finding("supports", "dark end"),
      finding("fact", "date"),
    ];
    const { shown, folded } = evidenceOf({
      ...readyReport,
      findings,
      sensor: { ...readyReport.sensor!, evidence: ["sensor", "date"] },
      scaling: { ...readyReport.scaling!, findings: [findings[3]!, findings[5]!] },
    });
    expect(shown.map(({ sentence }) => sentence)).toEqual(["sensor", "level", "display", "dark end", "date"]);
    expect(folded.map(({ sentence }) => sentence).slice(0, 2)).toEqual(["bands", "tag"]);
  });

  it("of a ready scene ends with how masks were told, and says nothing twice", () => {
    const [first] = readyReport.findings;
    const twice = { ...readyReport, findings: [first!, first!] };
    expect(evidenceOf(twice).shown.map(({ sentence }) => sentence)).toEqual([
      "Six band names match Landsat 7, in order",
      "DN 0 in every band is no data",
      "Clouds estimated from the reflectances",
    ]);
  });

  it("parts what is wrong from what to do, and does not repeat the path", () => {
    expect(splitReason(unreadableReport.reason ?? "", unreadableReport.file)).toEqual({
      wrong: "This file is not a TIFF although its name says so.",
      remedy: "Export it again as a GeoTIFF.",
    });
    expect(splitReason("Nothing to part.", "/a.tif")).toEqual({ wrong: "Nothing to part.", remedy: "" });
    expect(splitReason("/a/B02.tif is damaged; copy it again.", "/a/S2B.json").wrong).toBe(
      "B02.tif is damaged.",
    );
  });

  it("leaves out what only a command line can do", () => {
    const reason = describeFailure({ kind: "not-imagery", path: "/a/lulc.tif", detail: "its name says so" });
    expect(splitReason(reason, "/a/lulc.tif")).toEqual({
      wrong: "This file is not taken for imagery (its name says so).",
      remedy: "",
    });
  });

  it("sets a conclusion apart, and lists sentences without their full stops", () => {
    expect(findingWords("Darkest 1 % lies at DN 38, so it looks already removed.")).toEqual({
      observation: "Darkest 1 % lies at DN 38, so the offset looks ",
      conclusion: "already removed",
    });
    expect(findingWords("Scale 0.0001 and offset -0.1 are in the file.").observation).toBe(
      "Scale 0.0001 and offset −0.1 are in the file",
    );
    expect(findingWords("One. Two of 2020-01-01.").observation).toBe("One. Two of 2020-01-01.");
  });
});
