"use client";
import "@xyflow/react/dist/style.css";
import { Graph, layout } from "@dagrejs/dagre";
import type { Plan, PlanTask } from "@openvibe/core/plans/model";
import { Badge, type Tone } from "@openvibe/ui/primitives/badge";
import {
  Background,
  Controls,
  type Edge,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
  useReactFlow,
  useStore,
} from "@xyflow/react";
import { useEffect, useMemo } from "react";
import { useMemberLookup, useRights } from "../identity/use-members.ts";
import { useIsNarrow } from "../shell/use-is-narrow.ts";
import { sayTask } from "./states.ts";

const WIDTH = 220;
const HEIGHT = 92;
const FIT = { maxZoom: 1, padding: 0.15 };
type TaskNode = Node<{ task: PlanTask; by: string; said: { label: string; tone: Tone } }, "task">;
const NODE_TYPES = { task: TaskBox };

/** Tasks as a graph: an arrow leads from what must be done first. Enter or a click opens one. */
export function PlanGraph({ plan, onOpen }: { plan: Plan; onOpen: (task: PlanTask) => void }) {
  const { tasks, title } = plan;
  const { write } = useRights();
  const members = useMemberLookup();
  const isNarrow = useIsNarrow();
  const places = useMemo(() => placesOf(tasks, isNarrow), [tasks, isNarrow]);
  const nodes: TaskNode[] = tasks.map((task) => ({
    id: task.id,
    type: "task",
    position: places.get(task.id) ?? { x: 0, y: 0 },
    width: WIDTH,
    height: HEIGHT,
    sourcePosition: isNarrow ? Position.Bottom : Position.Right,
    targetPosition: isNarrow ? Position.Top : Position.Left,
    ariaLabel: `${task.title}, ${sayTask(task, plan, write).label}`,
    data: { task, by: members.all.find(({ agent }) => agent === task.agent)?.name ?? "An agent", said: sayTask(task, plan, write) },
  }));
  const edges: Edge[] = tasks.flatMap(({ id, after, state, asksAt }) =>
    after.map((from) => ({
      id: `${from} ${id}`,
      source: from,
      target: id,
      animated: state === "running" && !asksAt,
      focusable: false,
      markerEnd: { type: MarkerType.ArrowClosed },
    })),
  );
  return (
    <div
      role="region"
      aria-label={`Graph of ${title}`}
      onKeyDown={(event) => {
        const id = event.key === "Enter" ? (event.target as HTMLElement).closest<HTMLElement>("[data-id]")?.dataset["id"] : undefined;
        const task = tasks.find((each) => each.id === id);
        if (task) onOpen(task);
      }}
      className="h-[28rem] rounded-xl border border-line bg-sunken [--xy-attribution-background-color:transparent] [--xy-controls-button-background-color-hover:var(--sunken)] [--xy-controls-button-background-color:var(--raised)] [--xy-controls-button-border-color:var(--line)] [--xy-controls-button-color:var(--ink)]"
    >
      <ReactFlow
        key={isNarrow ? "down" : "across"}
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        onNodeClick={(_, { data }) => onOpen(data.task)}
        nodesDraggable={false}
        nodesConnectable={false}
        deleteKeyCode={null}
        fitView
        fitViewOptions={FIT}
        minZoom={0.2}
        zoomOnScroll={false}
        preventScrolling={false}
      >
        <Background />
        <Controls showInteractive={false} fitViewOptions={FIT} />
        <WholeInSight />
      </ReactFlow>
    </div>
  );
}

/** Brings all of it into sight again where its frame changes, as when a phone is turned, and where tasks come or go. */
function WholeInSight() {
  const { fitView } = useReactFlow();
  const width = useStore((state) => state.width);
  const count = useStore((state) => state.nodes.length);
  useEffect(() => {
    if (width > 0 && count > 0) void fitView(FIT);
  }, [width, count, fitView]);
  return null;
}

function TaskBox({ data: { task, by, said }, sourcePosition = Position.Right, targetPosition = Position.Left }: NodeProps<TaskNode>) {
  const { title } = task;
  return (
    <div className="grid h-full content-between rounded-lg border border-line bg-raised px-3 py-2 text-left shadow-sm">
      <Handle type="target" position={targetPosition} className="opacity-0" />
      <span dir="auto" className="line-clamp-2 text-sm leading-snug font-medium wrap-anywhere text-ink">
        {title}
      </span>
      <span className="flex items-center justify-between gap-2 text-xs text-ink-faint">
        <bdi className="truncate">{by}</bdi>
        <Badge tone={said.tone}>{said.label}</Badge>
      </span>
      <Handle type="source" position={sourcePosition} className="opacity-0" />
    </div>
  );
}

/** From left to right, or down where it is narrow, so that no arrow runs back. */
function placesOf(tasks: readonly PlanTask[], isNarrow: boolean): Map<string, { x: number; y: number }> {
  const graph = new Graph();
  graph.setGraph({ rankdir: isNarrow ? "TB" : "LR", nodesep: 24, ranksep: isNarrow ? 40 : 56 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of tasks) graph.setNode(id, { width: WIDTH, height: HEIGHT });
  for (const { id, after } of tasks) for (const from of after) if (graph.hasNode(from)) graph.setEdge(from, id);
  layout(graph);
  return new Map(
    tasks.map(({ id }) => {
      const { x, y } = graph.node(id) as { x: number; y: number };
      return [id, { x: x - WIDTH / 2, y: y - HEIGHT / 2 }];
    }),
  );
}
