import { useId } from "react";
import { axisSteps, ChartFrame } from "./chart-frame.tsx";
import type { ChartProps } from "./chart-frame.tsx";

const WIDTH = 560;
const HEIGHT = 220;
const LEAST_LEFT = 56;
/** How wide a digit of a label is, and how far labels stand from both sides. */
const DIGIT = 7;
const APART = 8;
/** Room for half of the last label. */
const RIGHT = 24;
const BOTTOM = 26;
const TOP = 10;
const MAX_LABELS = 6;

export function LineChart(props: ChartProps) {
  const { points, format } = props;
  const gradient = useId();
  const steps = axisSteps(Math.max(...points.map((point) => point.value), 1));
  const top = steps.at(-1) ?? 1;
  const longest = Math.max(...steps.map((step) => format(step).length));
  const left = Math.max(LEAST_LEFT, longest * DIGIT + 2 * APART);
  const x = (index: number) => left + (points.length === 1 ? 0.5 : index / (points.length - 1)) * (WIDTH - left - RIGHT);
  const y = (value: number) => TOP + (1 - Math.max(0, value) / top) * (HEIGHT - TOP - BOTTOM);
  const line = points.map((point, index) => `${index === 0 ? "M" : "L"}${x(index).toFixed(1)} ${y(point.value).toFixed(1)}`).join("");
  const every = Math.ceil(points.length / MAX_LABELS);
  return (
    <ChartFrame {...props}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="h-auto w-full text-[12px]" role="presentation">
        <defs>
          <linearGradient id={gradient} x1="0" y1="0" x2="0" y2="1">
            <stop offset="0" stopColor="var(--color-accent)" stopOpacity="0.22" />
            <stop offset="1" stopColor="var(--color-accent)" stopOpacity="0" />
          </linearGradient>
        </defs>
        {steps.map((step) => (
          <g key={step}>
            <line x1={left} x2={WIDTH} y1={y(step)} y2={y(step)} stroke="var(--color-line)" />
            <text x={left - APART} y={y(step) + 4} textAnchor="end" fill="var(--color-ink-muted)">
              {format(step)}
            </text>
          </g>
        ))}
        {points.length > 1 && <path d={`${line}L${x(points.length - 1)} ${y(0)}L${x(0)} ${y(0)}Z`} fill={`url(#${gradient})`} />}
        <path d={line} fill="none" stroke="var(--color-accent)" strokeWidth="2.25" strokeLinejoin="round" strokeLinecap="round" />
        {points.map((point, index) => (
          <g key={point.label}>
            <circle cx={x(index)} cy={y(point.value)} r="3.5" fill="var(--color-surface)" stroke="var(--color-accent)" strokeWidth="2">
              <title>{`${point.label}: ${format(point.value)}`}</title>
            </circle>
            {index % every === 0 && (
              <text x={x(index)} y={HEIGHT - 6} textAnchor="middle" fill="var(--color-ink-muted)">
                {point.label}
              </text>
            )}
          </g>
        ))}
      </svg>
    </ChartFrame>
  );
}
