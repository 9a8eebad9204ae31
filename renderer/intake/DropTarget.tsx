import { useEffect, useState } from "react";
import { takeDrop } from "../state/intake.ts";
import { Icon } from "../ui/Icon.tsx";
import "./intake.css";

/** Takes files dropped anywhere on the window, and says so while they hover. */
export function DropTarget() {
  const [isDropping, setIsDropping] = useState(false);
  useEffect(() => {
    const show = (next: boolean) => {
      setIsDropping(next);
      document.body.toggleAttribute("data-dropping", next);
    };
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      show(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) show(false);
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      show(false);
      if (event.dataTransfer) void takeDrop(event.dataTransfer);
    };
    window.addEventListener("dragover", over);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  }, []);
  if (!isDropping) return null;
  return (
    <div className="dropping" aria-hidden="true">
      <span className="float row">
        <Icon name="drop" /> <b>Drop scenes or weights</b>
      </span>
    </div>
  );
}
