using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Delivery;

/// <summary>Why a place takes no messages: the closed set. Each has another remedy.</summary>
public enum ClosedBecause
{
    /// <summary>None of the others, or the platform did not say.</summary>
    Unsaid,

    /// <summary>The channel, or its team in Microsoft Teams, is archived.</summary>
    Archived,

    /// <summary>The channel was deleted, its id is wrong, or it is private and the bot is not in it.</summary>
    NotThere,

    /// <summary>The bot is not in the channel, or the app not in the team.</summary>
    NotInvited,

    /// <summary>The channel's own rules keep the bot from writing.</summary>
    Forbidden,

    /// <summary>The person was deactivated, or never added the app.</summary>
    PersonGone,

    /// <summary>The person has blocked or removed the app.</summary>
    BlockedByPerson,

    /// <summary>The service URL of the place is not one that the settings allow.</summary>
    AddressNotAllowed,

    /// <summary>The workspace has removed the bot.</summary>
    Uninstalled,

    /// <summary>The platform does not take the bot's token, secret or certificate.</summary>
    Credentials,

    /// <summary>The workspace or tenant is gone.</summary>
    WorkspaceGone,

    /// <summary>The bot was installed with too few rights.</summary>
    MissingRights,

    /// <summary>An administrator has blocked the app for the whole tenant.</summary>
    BlockedByAdmin,
}

public static class ClosedBecauseExtensions
{
    /// <summary>Whether it closes the whole workspace, not one channel or person.</summary>
    public static bool IsOfWorkspace(this ClosedBecause because) =>
        because is ClosedBecause.Uninstalled or ClosedBecause.Credentials or ClosedBecause.WorkspaceGone or ClosedBecause.MissingRights or ClosedBecause.BlockedByAdmin;
}

/// <summary>A place that takes no messages from us. What is for it waits, in order, until a question finds it open.</summary>
/// <param name="Channel">A channel, or a person's id; null: the whole workspace.</param>
/// <param name="Reason">The platform's own code, for an operator.</param>
/// <param name="ToldAt">When the operator was told; null: not yet.</param>
/// <param name="NextQuestion">The next message for it is tried then: that is the question.</param>
/// <param name="Gap">Between the last question and the next.</param>
/// <param name="Settings">The platform's settings at the time (<see cref="IChatPlatform.SettingsMark"/>).</param>
public sealed record ClosedPlace(
    Platform Platform, string Workspace, string? Channel, ClosedBecause Because, string Reason, Instant Since, Instant? ToldAt, Instant NextQuestion, Duration Gap, string Settings, string? ETag)
{
    public static readonly Duration FirstGap = Duration.FromMinutes(5);
    public static readonly Duration LongestGap = Duration.FromHours(1);

    /// <summary>As people and rows write it: <c>slack/T0001/C0001</c>, or <c>slack/T0001</c>.</summary>
    public string Name => NameOf(Platform, Workspace, Channel);

    public static string NameOf(Platform platform, string workspace, string? channel) => $"{PlatformNames.NameOf(platform)}/{workspace}{(channel is null ? "" : "/" + channel)}";

    /// <summary>A clock that was set back must not keep a place closed.</summary>
    public bool IsDue(Instant now) => now >= NextQuestion || NextQuestion - now > LongestGap;

    public bool Covers(ChannelId place) => place.Platform == Platform && place.Workspace == Workspace && (Channel is null || place.Channel == Channel);
}
