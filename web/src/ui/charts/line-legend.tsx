/** Which curve is which. */
export function LineLegend({ lines }: { lines: readonly { name: string; color: string }[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-12 text-ink-2">
      {lines.map(({ name, color }) => (
        <li key={name}>
          <LineKey name={name} color={color} />
        </li>
      ))}
    </ul>
  );
}

export function LineKey({ name, color }: { name: string; color: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span
        aria-hidden="true"
        className="h-0.5 w-2.5 shrink-0 rounded-full forced-color-adjust-none print:[print-color-adjust:exact]"
        style={{ background: color }}
      />
      {name}
    </span>
  );
}
