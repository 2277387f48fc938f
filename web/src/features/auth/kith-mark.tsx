/** The sign of Kith, in ink. */
export function KithMark() {
  return (
    <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="7" fill="var(--text)" />
      <path d="M7.5 6.2v11.6" stroke="var(--surface)" strokeWidth="2.6" strokeLinecap="round" />
      <path
        d="M16.8 6.2a5.8 5.8 0 0 1-5.8 5.8 5.8 5.8 0 0 1 5.8 5.8"
        fill="none"
        stroke="var(--surface)"
        strokeWidth="2.6"
        strokeLinecap="round"
      />
    </svg>
  );
}
