using System.Text.Json;

namespace HuddleBot.Playground.MicrosoftTeams.Control;

/// <summary>The bodies that the page sends.</summary>
internal sealed record SayRequest(string User, string Conversation, string Text, string? RootId);

internal sealed record MessageRequest(string User, string Conversation, string Id, string? Text);

/// <param name="Data">As the official renderer has merged it.</param>
internal sealed record ActionRequest(string User, string Conversation, string Id, TouchedAction Action);

internal sealed record TouchedAction(string? Id, string? Title, string? Verb, JsonElement? Data);

internal sealed record DialogRequest(string User, string Id, JsonElement? Data);

internal sealed record MessageActionRequest(string User, string Conversation, string Id, string CommandId);

internal sealed record InstallRequest(string User, string? Team, string? Channel, bool Personal = false);

internal sealed record BlockRequest(string User, bool Blocked = true);

internal sealed record ChannelRequest(string User, string? Team, string? Channel, string? Name);

internal sealed record TeamRequest(string User, string Team, string? Name, string? Member);

internal sealed record FeedbackRequest(string? Channel, int Count = 3);
