import { arcColors } from './donut';

/** Which colour stands for what. */
export function Legend({ names }: { names: readonly string[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-12 text-ink-2">
      {names.map((name, index) => (
        <li key={name} className="inline-flex min-w-0 items-center gap-1.5">
          <span
            aria-hidden="true"
            className="size-2.5 shrink-0 rounded-tag forced-color-adjust-none print:[print-color-adjust:exact]"
            style={{ background: arcColors[index % arcColors.length] }}
          />
          <span className="truncate">{name}</span>
        </li>
      ))}
    </ul>
  );
}
