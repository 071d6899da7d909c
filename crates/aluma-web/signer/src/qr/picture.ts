// A QR code as a picture in the page.

import { utf8 } from "../bytes.ts";
import { makeDrawing } from "../dialog/dom.ts";
import { squares } from "./code.ts";

/** Light squares around it, without which no camera finds it. */
const MARGIN = 4;

/** The picture of a text; `null` where it is too long for one. */
export function picture(text: string, label: string): Element | null {
  const dark = squares(utf8(text));
  if (dark === null) return null;
  const side = String(dark.length + 2 * MARGIN);
  const steps = dark.flatMap((row, y) =>
    row.flatMap((on, x) => (on ? [`M${x + MARGIN} ${y + MARGIN}h1v1h-1z`] : [])),
  );
  const drawing = makeDrawing("svg", {
    viewBox: `0 0 ${side} ${side}`,
    role: "img",
    "aria-label": label,
    class: "qr",
    "shape-rendering": "crispEdges",
  });
  // Dark on light in both themes: many cameras read nothing else.
  drawing.append(
    makeDrawing("rect", { width: side, height: side, fill: "#fff" }),
    makeDrawing("path", { d: steps.join(""), fill: "#000" }),
  );
  return drawing;
}
