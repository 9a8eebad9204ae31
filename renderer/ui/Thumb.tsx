import { useCallback, useState } from "react";

interface ThumbProps {
  readonly src: string;
  /** Empty where words beside the picture say it already. */
  readonly alt?: string;
  readonly badge?: string | undefined;
  readonly badgeLook?: "like" | "unlike" | "rank";
}

/** A square picture with a badge; a quiet grey square where the picture cannot be had. */
export function Thumb({ src, alt = "", badge, badgeLook = "rank" }: ThumbProps) {
  const [missing, setMissing] = useState<string | null>(null);
  // A picture that has gone from the screen is still fetched, and keeps the map's tiles waiting, unless it is told off.
  const load = useCallback(
    (image: HTMLImageElement) => {
      image.src = src;
      return () => image.removeAttribute("src");
    },
    [src],
  );
  return (
    <span className="thumb">
      {missing !== src && (
        <img
          ref={load}
          alt={alt}
          loading="lazy"
          fetchPriority="low"
          draggable={false}
          onError={() => setMissing(src)}
        />
      )}
      {badge && <span className={`badge ${badgeLook}`}>{badge}</span>}
    </span>
  );
}
