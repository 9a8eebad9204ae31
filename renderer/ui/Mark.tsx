/** Argil's mark: a cut cube of clay. */
export function Mark() {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" fill="none" aria-hidden="true">
      <path d="M11 2 20 7v8l-9 5-9-5V7z" fill="currentColor" opacity=".18" />
      <path
        d="M2.6 7.4 11 12l8.4-4.6M11 12v8M2 11.5l9 5 9-5M11 2 20 7v8l-9 5-9-5V7z"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
    </svg>
  );
}
