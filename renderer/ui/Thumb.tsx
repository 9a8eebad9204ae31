import { useCallback, useState } from "react";

interface ThumbProps {
  readonly src: string;
  /** Empty where words beside the picture say it already. */
  readonly alt?: string;
  readonly badge?: string | undefined;
  readonly badgeLook?: "like" | "unlike" | "rank";
  /** Shown where the picture cannot be had. */
  readonly instead?: string;
}

/** A picture with a badge; a quiet grey field where it cannot be had. */
export function Thumb({ src, alt = "", badge, badgeLook = "rank", instead }: ThumbProps) {
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
      {missing === src && instead && <span className="instead dense t3">{instead}</span>}
      {badge && <span className={`badge ${badgeLook}`}>{badge}</span>}
    </span>
  );
}
