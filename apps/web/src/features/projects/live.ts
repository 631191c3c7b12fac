import { ProjectEvents, type Project } from "@openvibe/core/projects/model";
import { onEvent } from "../../data/live-event.ts";

/** A project that was not there, or an older state of it, gives way to the newer. */
function withProject(known: Project | null | undefined, project: Project): Project {
  return known && known.specVersion > project.specVersion ? known : project;
}

const projectChanged = onEvent(ProjectEvents.ProjectChanged, ({ client, queries }, project) => {
  client.setQueryData(queries.projects.findProject.queryKey({ input: { threadId: project.threadId } }), (known) =>
    withProject(known, project),
  );
  client.setQueryData(queries.projects.getProject.queryKey({ input: { projectId: project.id } }), (known) => withProject(known, project));
});

export const projectEvents = [
  { ...projectChanged, type: ProjectEvents.ProjectStarted.type },
  projectChanged,
  onEvent(ProjectEvents.SpecRecorded, ({ client, queries }, { projectId }) => {
    void client.invalidateQueries({ queryKey: queries.projects.getSpec.key({ input: { projectId } }) });
  }),
  onEvent(ProjectEvents.DecisionRecorded, ({ client, queries }, { projectId }) => {
    void client.invalidateQueries({ queryKey: queries.projects.listDecisions.key({ input: { projectId } }) });
  }),
];
