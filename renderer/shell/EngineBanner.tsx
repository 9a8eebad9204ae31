import { useEffect, useState } from "react";
import { useConnection } from "../state/connection.ts";
import { Note } from "../ui/Note.tsx";

const patienceMilliseconds = 1000;

/** Says quietly that the engine is away, after a moment in which it may come back by itself. */
export function EngineBanner() {
  const isLost = useConnection((state) => state.state === "lost");
  const [isShown, setIsShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsShown(isLost), isLost ? patienceMilliseconds : 0);
    return () => clearTimeout(timer);
  }, [isLost]);
  if (!isShown) return null;
  return (
    <div className="banner float" role="status" aria-label="Engine">
      <Note tone="warn">Argil’s engine stopped and is being started again. Nothing saved was lost.</Note>
    </div>
  );
}
