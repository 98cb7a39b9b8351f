import type { TemplateResult } from 'lit';
import { durationTyped } from '../text/duration-typed.js';
import { durationInWords } from '../text/format.js';
import { type Control, textControl } from './controls.js';

const commonDurations = ['30m', '1h', '1d', '3d', '7d', '2w'];

/** A duration such as `1d12h`, which may be written in words. */
export function durationControl(control: Control): TemplateResult {
  return textControl(
    { ...control, change: (typed) => control.change(durationTyped(String(typed))) },
    commonDurations.map((value) => ({ value, label: durationInWords(value) })),
    true,
  );
}
