import { lazy, Suspense, useState, type ComponentProps } from 'react';
import type { DropdownMenu } from '@/ui/dropdown-menu';

const load = () => import('@/ui/dropdown-menu');
const Menu = lazy(async () => ({ default: (await load()).DropdownMenu }));

interface MenuButtonProps extends Omit<
  ComponentProps<typeof DropdownMenu>,
  'trigger' | 'open' | 'onOpenChange' | 'label'
> {
  /** The name of the menu. The button is named by its own text. */
  label: string;
  /** How the button looks. */
  button: ComponentProps<'button'>;
}

/** A button of the shell with a menu whose code comes once somebody reaches for it. */
export function MenuButton({ label, button, ...menu }: MenuButtonProps) {
  const [used, setUsed] = useState(false);
  const [open, setOpen] = useState(false);
  const trigger = <button type="button" aria-haspopup="menu" aria-expanded={open} {...button} />;
  const plain = (
    <button
      type="button"
      aria-haspopup="menu"
      aria-expanded={open}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => {
        setUsed(true);
        setOpen(true);
      }}
      {...button}
    />
  );
  if (!used) return plain;
  return (
    <Suspense fallback={plain}>
      <Menu label={label} open={open} onOpenChange={setOpen} trigger={trigger} {...menu} />
    </Suspense>
  );
}
