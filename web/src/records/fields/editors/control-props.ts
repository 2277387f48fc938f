import type { EditorProps } from '../field-kind';

export type ControlProps = Pick<
  EditorProps,
  'id' | 'disabled' | 'aria-describedby' | 'aria-invalid' | 'aria-required' | 'aria-label'
>;

/** The part of an editor's properties that its control takes as they are. */
export function controlProps(props: EditorProps): ControlProps {
  return {
    id: props.id,
    disabled: props.disabled,
    'aria-describedby': props['aria-describedby'],
    'aria-invalid': props['aria-invalid'],
    'aria-required': props['aria-required'],
    'aria-label': props['aria-label'],
  };
}
