/** What is outside and agents may reach: web pages of listed hosts, and tool servers that an admin added. */
export * from "./model.ts";
export {
  operatorPrograms,
  pageReader,
  toolServerClient,
  toolSignIns,
  type OfferedTool,
  type PageReader,
  type ReadPage,
  isRefusal,
  type ServerTarget,
  type SignedIn,
  type SignIn,
  type ToolServerClient,
  type ToolSignIns,
} from "./driver.ts";
export { addToolServer, confirmReadTools, listToolServers, refreshToolServer, removeToolServer } from "./tool-servers.ts";
export { beginToolSignIn, endToolSignIn, placeOfSignIn, SIGN_IN_RETURN } from "./sign-in.ts";
export { listTools } from "./list-tools.ts";
export { connectorTools } from "./connector-tools.ts";
export { isListed } from "./web-fetch.ts";
export { htmlToText } from "./html-to-text.ts";
export { connectorsTools } from "./tools.ts";
