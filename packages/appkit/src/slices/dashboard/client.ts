import type { AppSpec, Field } from "@openvibe/appspec";
import { slugOf } from "../../naming.ts";
import { knownIcon } from "../entity/client/entity-names.ts";
import { iconName, Imports } from "../entity/client/source.ts";
import type { ChartPlan } from "./queries.ts";

/** `components/dashboard-parts.tsx`: how this app's numbers are called and drawn. */
export function emitDashboardParts(spec: AppSpec, plans: readonly ChartPlan[]): string {
  const imports = new Imports();
  imports.type("react", "ReactNode");
  const entities = spec.entities.map(
    (entity) =>
      `  { slug: "${slugOf(entity)}", label: ${JSON.stringify(entity.pluralLabel)}, part: ${entity.parent !== undefined}, icon: <${iconName(imports, knownIcon(entity.icon))} /> },`,
  );
  const drawings = { bar: "BarChart", line: "LineChart", donut: "DonutChart" } as const;
  const charts = plans.map(({ chart, measured, by, measure }) => {
    const drawing = imports.value(`../../../shared/ui/charts/${chart.chart}-chart.tsx`, drawings[chart.chart]);
    return `  { title: ${JSON.stringify(chart.title)}, by: ${JSON.stringify(by)}, measure: ${JSON.stringify(measure)}, Drawing: ${drawing}, format: ${formatOf(measured, spec, imports)} },`;
  });
  if (plans.length > 0) {
    imports.type("react", "ComponentType");
    imports.type("../../../shared/ui/charts/chart-frame.tsx", "ChartProps");
  }
  const chartList =
    plans.length > 0
      ? `
export const chartParts: readonly {
  title: string;
  by: string;
  measure: string;
  Drawing: ComponentType<ChartProps>;
  format: (value: number) => string;
}[] = [
${charts.join("\n")}
];
`
      : "";
  return `${imports.toString()}
/** \`part\` marks what belongs to something else and has no list of its own in the menu. */
export const entityParts: readonly { slug: string; label: string; part: boolean; icon: ReactNode }[] = [
${entities.join("\n")}
];
${chartList}`;
}

function formatOf(measured: Field | undefined, spec: AppSpec, imports: Imports): string {
  const module = "../../../shared/client/format.ts";
  if (measured?.type === "money") return `(value) => ${imports.value(module, "formatMoney")}(value, "${spec.currency}")`;
  const unit = measured?.unit ? `, ${JSON.stringify(measured.unit)}` : "";
  return `(value) => ${imports.value(module, "formatNumber")}(value${unit})`;
}

/** `components/dashboard-page.tsx`: the first page after signing in. */
export function emitDashboardPage(hasCharts: boolean): string {
  return `import { useQuery } from "@tanstack/react-query";
import { Inbox, LayoutDashboard } from "lucide-react";
import { Link } from "wouter";
import { request } from "../../../shared/client/api.ts";
import { useAppConfig } from "../../../shared/client/app-config.tsx";
import { formatNumber } from "../../../shared/client/format.ts";
import { QueryProblem } from "../../../shared/client/query-problem.tsx";
import { useUser } from "../../../shared/client/session.tsx";
import { useTitle } from "../../../shared/client/use-title.ts";
import { Moment } from "../../../shared/client/values.tsx";
import { Section } from "../../../shared/ui/card.tsx";
import { EmptyState } from "../../../shared/ui/empty-state.tsx";
import { Page, PageHeader } from "../../../shared/ui/page.tsx";
import { Skeleton } from "../../../shared/ui/skeleton.tsx";
import { StatGrid, StatTile } from "../../../shared/ui/stat-tile.tsx";
import type { Dashboard, ${hasCharts ? "DashboardChart, " : ""}DashboardRow, DashboardTile } from "../types/dashboard.ts";
import { ${hasCharts ? "chartParts, " : ""}entityParts } from "./dashboard-parts.tsx";

export function DashboardPage() {
  const { tagline } = useAppConfig();
  const user = useUser();
  useTitle("Dashboard");
  const query = useQuery({ queryKey: ["dashboard"], queryFn: () => request<Dashboard>("GET", "/api/dashboard") });
  return (
    <Page>
      <PageHeader title={user ? \`Hello, \${user.name.split(" ")[0]}\` : "Dashboard"} description={tagline} icon={<LayoutDashboard />} />
      {query.isPending ? (
        <DashboardSkeleton />
      ) : query.isError ? (
        <QueryProblem error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div className="space-y-6">
          <h2 className="sr-only">Numbers</h2>
          <Tiles tiles={query.data.tiles} />
          ${hasCharts ? "<Charts charts={query.data.charts} />" : ""}
          <Latest rows={query.data.latest} />
        </div>
      )}
    </Page>
  );
}

function Tiles({ tiles }: { tiles: DashboardTile[] }) {
  return (
    <StatGrid>
      {entityParts.map(({ slug, label, part, icon }) => {
        const tile = tiles.find((each) => each.slug === slug);
        if (!tile || (part && tiles.length > 4)) return null;
        return (
          <StatTile key={slug} label={label} value={formatNumber(tile.total)} icon={icon} href={\`/\${slug}\`} hint={trendOf(tile)} />
        );
      })}
    </StatGrid>
  );
}

function trendOf({ total, recent }: DashboardTile): string {
  if (recent === 0) return "None new in 30 days";
  const before = total - recent;
  const share = before > 0 ? \` (+\${formatNumber(Math.round((recent / before) * 100), "%")})\` : "";
  return \`+\${formatNumber(recent)} in 30 days\${share}\`;
}
${
  hasCharts
    ? `
function Charts({ charts }: { charts: DashboardChart[] }) {
  return (
    <div className="grid gap-6 lg:grid-cols-2 lg:*:odd:last:col-span-2">
      {charts.map(({ index, points, months }) => {
        const part = chartParts[index];
        if (!part) return null;
        const { Drawing, ...texts } = part;
        return <Drawing key={index} {...texts} points={months ? points.map(withMonthName) : points} />;
      })}
    </div>
  );
}

function withMonthName({ label, value }: { label: string; value: number }) {
  const name = new Intl.DateTimeFormat(undefined, { month: "short", year: "2-digit", timeZone: "UTC" });
  return { label: name.format(new Date(\`\${label}-15T12:00:00Z\`)), value };
}
`
    : ""
}
function Latest({ rows }: { rows: DashboardRow[] }) {
  return (
    <Section title="Latest changes">
      {rows.length === 0 ? (
        <EmptyState compact icon={<Inbox />} title="Nothing here yet" text="What is added or changed shows up here." />
      ) : (
        <ul className="divide-y divide-line">
          {rows.map(({ slug, id, label, updatedAt }) => {
            const part = entityParts.find((each) => each.slug === slug);
            return (
              <li key={id}>
                <Link
                  href={\`/\${slug}/\${id}\`}
                  className="flex items-center gap-3 px-4 py-3 text-sm transition-colors hover:bg-hover/60 sm:px-5"
                >
                  <span aria-hidden className="shrink-0 text-ink-faint [&_svg]:size-4">
                    {part?.icon}
                  </span>
                  <span className="min-w-0 flex-1 truncate font-medium">{label}</span>
                  <span className="shrink-0 text-[0.8125rem] text-ink-muted max-sm:hidden">{part?.label}</span>
                  <span className="w-28 shrink-0 text-right text-[0.8125rem] text-ink-muted">
                    <Moment at={updatedAt} />
                  </span>
                </Link>
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}

function DashboardSkeleton() {
  return (
    <div role="status" aria-label="Loading the dashboard" className="space-y-6">
      <StatGrid>
        {entityParts.slice(0, 4).map(({ slug }) => (
          <Skeleton key={slug} className="h-28 rounded-lg" />
        ))}
      </StatGrid>
      <Skeleton className="h-72 rounded-lg" />
    </div>
  );
}
`;
}
