import * as chat from "@openvibe/core/chat";
import { z } from "zod";
import { checkedOnce, member, memberReads, pageOf } from "./base.ts";

const { ByChannel, ByMessage, ByThread, ChangeChannel, Channel, ChannelMember, ChannelMembers, CreateChannel, EditMessage } = chat;
const { ListChannelMembers, ListedChannel, ListMessages, ListThreads, Message, MessageEdit, MessagePage, OpenDirect, PinMessage } = chat;
const { PinThread, React, RemoveFromChannel, RenameThread, SendMessage, StartThread, Thread } = chat;

export const chatApi = {
  listChannels: member
    .route({ method: "GET", path: "/channels", summary: "All channels that you may read" })
    .output(z.array(ListedChannel))
    .handler(({ context }) => chat.listChannels(context)),
  createChannel: member
    .route({ method: "POST", path: "/channels", summary: "Make a public or private channel" })
    .input(CreateChannel)
    .output(Channel)
    .handler(({ context, input }) => chat.createChannel(context, input)),
  openDirect: member
    .route({ method: "POST", path: "/channels/direct", summary: "Open the direct talk with these members" })
    .input(OpenDirect)
    .output(Channel)
    .handler(({ context, input }) => chat.openDirect(context, input)),
  getChannel: member
    .route({ method: "GET", path: "/channels/{channelId}", summary: "One channel" })
    .input(ByChannel)
    .output(Channel)
    .handler(({ context, input }) => chat.getChannel(context, input)),
  changeChannel: member
    .route({ method: "PATCH", path: "/channels/{channelId}", summary: "Change a channel's name, topic, agents or archive" })
    .input(ChangeChannel)
    .output(Channel)
    .handler(({ context, input }) => chat.changeChannel(context, input)),
  joinChannel: member
    .route({ method: "POST", path: "/channels/{channelId}/join", summary: "Join a public channel" })
    .input(ByChannel)
    .output(Channel)
    .handler(({ context, input }) => chat.joinChannel(context, input)),
  leaveChannel: member
    .route({ method: "POST", path: "/channels/{channelId}/leave", summary: "Leave a channel" })
    .input(ByChannel)
    .handler(({ context, input }) => chat.leaveChannel(context, input)),
  listChannelMembers: member
    .route({ method: "GET", path: "/channels/{channelId}/members", summary: "Who is in a channel" })
    .input(ListChannelMembers)
    .output(pageOf(ChannelMember))
    .handler(({ context, input }) => chat.listChannelMembers(context, input)),
  addToChannel: member
    .route({ method: "POST", path: "/channels/{channelId}/members", summary: "Bring members into a channel" })
    .input(ChannelMembers)
    .output(Channel)
    .handler(({ context, input }) => chat.addToChannel(context, input)),
  removeFromChannel: member
    .route({ method: "DELETE", path: "/channels/{channelId}/members/{memberId}", summary: "Take a member out of a channel" })
    .input(RemoveFromChannel)
    .handler(({ context, input }) => chat.removeFromChannel(context, input)),
  listThreads: member
    .route({
      method: "GET",
      path: "/channels/{channelId}/threads",
      summary: "Threads of a channel, pinned ones first, then the latest talk",
    })
    .input(ListThreads)
    .output(pageOf(Thread))
    .handler(({ context, input }) => chat.listThreads(context, input)),
  startThread: member
    .route({ method: "POST", path: "/channels/{channelId}/threads", summary: "Start a thread with its first message" })
    .input(StartThread)
    .output(z.object({ thread: Thread, message: Message }))
    .handler(({ context, input }) => chat.startThread(context, input)),
  getThread: member
    .route({ method: "GET", path: "/threads/{threadId}", summary: "One thread" })
    .input(ByThread)
    .output(Thread)
    .handler(({ context, input }) => chat.getThread(context, input)),
  renameThread: member
    .route({ method: "PATCH", path: "/threads/{threadId}", summary: "Give a thread another title" })
    .input(RenameThread)
    .output(Thread)
    .handler(({ context, input }) => chat.renameThread(context, input)),
  pinThread: member
    .route({ method: "POST", path: "/threads/{threadId}/pin", summary: "Pin a thread, or unpin it" })
    .input(PinThread)
    .output(Thread)
    .handler(({ context, input }) => chat.pinThread(context, input)),
  archiveThread: member
    .route({ method: "POST", path: "/threads/{threadId}/archive", summary: "Put a thread away until somebody writes in it" })
    .input(ByThread)
    .output(Thread)
    .handler(({ context, input }) => chat.archiveThread(context, input)),
  listMessages: memberReads
    .route({
      method: "GET",
      path: "/threads/{threadId}/messages",
      summary: "Messages of a thread, the newest page first, or around a message or a time",
    })
    .input(ListMessages)
    .output(MessagePage)
    .handler(async ({ context, input }) => checkedOnce(MessagePage, await chat.listMessages(context, input))),
  listPinned: member
    .route({ method: "GET", path: "/threads/{threadId}/pinned", summary: "Pinned messages of a thread" })
    .input(ByThread)
    .output(z.array(Message))
    .handler(({ context, input }) => chat.listPinned(context, input)),
  sendMessage: member
    .route({ method: "POST", path: "/threads/{threadId}/messages", summary: "Write into a thread" })
    .input(SendMessage)
    .output(Message)
    .handler(({ context, input }) => chat.sendMessage(context, input)),
  getMessage: member
    .route({ method: "GET", path: "/messages/{messageId}", summary: "One message" })
    .input(ByMessage)
    .output(Message)
    .handler(({ context, input }) => chat.getMessage(context, input)),
  editMessage: member
    .route({ method: "PATCH", path: "/messages/{messageId}", summary: "Put your message in other words" })
    .input(EditMessage)
    .output(Message)
    .handler(({ context, input }) => chat.editMessage(context, input)),
  listMessageEdits: member
    .route({ method: "GET", path: "/messages/{messageId}/edits", summary: "What a message said before it was edited" })
    .input(ByMessage)
    .output(z.array(MessageEdit))
    .handler(({ context, input }) => chat.listMessageEdits(context, input)),
  deleteMessage: member
    .route({ method: "DELETE", path: "/messages/{messageId}", summary: "Delete a message; a mark stays" })
    .input(ByMessage)
    .output(Message)
    .handler(({ context, input }) => chat.deleteMessage(context, input)),
  reactTo: member
    .route({ method: "POST", path: "/messages/{messageId}/reactions", summary: "Put your reaction on a message, or take it off" })
    .input(React)
    .output(Message)
    .handler(({ context, input }) => chat.reactTo(context, input)),
  pinMessage: member
    .route({ method: "POST", path: "/messages/{messageId}/pin", summary: "Pin a message, or unpin it" })
    .input(PinMessage)
    .output(Message)
    .handler(({ context, input }) => chat.pinMessage(context, input)),
};
