using HuddleBot.Core.Delivery;

namespace HuddleBot.Slack.WebApi;

/// <summary>What an error of the Web API means for us, whatever its code.</summary>
public enum SlackErrorKind
{
    /// <summary>Try again later.</summary>
    Retry,

    /// <summary>The token's time is over; only an installation with token rotation has this.</summary>
    TokenExpired,

    /// <summary>The workspace does not have us any more.</summary>
    InstallationDead,

    /// <summary>The channel does not take this from us; a person must mend it.</summary>
    ChannelConfiguration,

    /// <summary>The app was installed with too few rights, or the method is not there.</summary>
    Scope,

    /// <summary>The message to update, or the thread, is gone.</summary>
    MessageGone,

    /// <summary>The moment to open a view has passed (3 s), or it was used.</summary>
    Trigger,

    /// <summary>We sent something wrong, or Slack refuses for a reason that we do not know.</summary>
    OurBug,
}

/// <param name="Code">Slack's own word (<c>channel_not_found</c>), or ours in brackets when Slack gave none.</param>
/// <param name="RetryAfter">How long Slack asks us to wait.</param>
/// <param name="MayHaveArrived">The call may have had its effect although we got no clear answer.</param>
/// <param name="Detail">Slack's further words (<c>needed</c>, <c>response_metadata.messages</c>); never what people wrote.</param>
public sealed record SlackError(SlackErrorKind Kind, string Code, TimeSpan? RetryAfter, bool MayHaveArrived, string? Detail)
{
    public override string ToString() => Detail is null ? Code : $"{Code} ({Detail})";
}

/// <summary>From error codes to what they mean. The codes stand on the pages of the methods.</summary>
public static class SlackErrors
{
    private const int LongestCode = 60;

    private static readonly Dictionary<string, SlackErrorKind> Kinds = Table(
        (SlackErrorKind.Retry,
            "ratelimited rate_limited internal_error fatal_error service_unavailable request_timeout external_channel_migrating team_added_to_org org_login_required hash_conflict"),
        (SlackErrorKind.TokenExpired, "token_expired"),
        (SlackErrorKind.InstallationDead, "token_revoked account_inactive invalid_auth not_authed user_removed_from_team team_disabled team_access_not_granted"),
        (SlackErrorKind.ChannelConfiguration,
            "channel_not_found not_in_channel is_archived is_inactive "
            + "restricted_action restricted_action_read_only_channel restricted_action_thread_only_channel no_permission ekm_access_denied "
            + "message_limit_exceeded messages_tab_disabled user_not_in_channel "
            + "user_not_found users_not_found user_not_visible user_disabled cannot_dm_bot access_denied not_enabled"),
        (SlackErrorKind.Scope, "missing_scope not_allowed_token_type unknown_method method_deprecated"),
        (SlackErrorKind.MessageGone,
            "message_not_found cant_update_message edit_window_closed block_mismatch thread_not_found cannot_reply_to_message not_found"),
        (SlackErrorKind.Trigger, "trigger_expired expired_trigger_id trigger_exchanged exchanged_trigger_id invalid_trigger_id"));

    /// <summary>A code of Slack's; anything else that stands in its place is left out: it goes into logs and before an operator. Null: there was nothing.</summary>
    public static string? Word(string? code) => code is null or "" ? null : code.Length <= LongestCode && code.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.') ? code : "(no_code)";

    /// <summary>Why nothing is taken, of the codes that say so.</summary>
    internal static ClosedBecause BecauseOf(string code) => KindOf(code) switch
    {
        SlackErrorKind.Scope => ClosedBecause.MissingRights,
        SlackErrorKind.TokenExpired => ClosedBecause.Credentials,
        SlackErrorKind.InstallationDead => code switch
        {
            "team_disabled" => ClosedBecause.WorkspaceGone,
            "account_inactive" or "user_removed_from_team" or "team_access_not_granted" => ClosedBecause.Uninstalled,
            _ => ClosedBecause.Credentials,
        },
        _ => code switch
        {
            NotInstalled => ClosedBecause.Uninstalled,
            "is_archived" or "is_inactive" => ClosedBecause.Archived,
            "channel_not_found" => ClosedBecause.NotThere,
            "not_in_channel" => ClosedBecause.NotInvited,
            "user_not_found" or "users_not_found" or "user_not_visible" or "user_disabled" or "cannot_dm_bot" => ClosedBecause.PersonGone,
            "messages_tab_disabled" => ClosedBecause.MissingRights,
            _ => ClosedBecause.Forbidden,
        },
    };

    /// <summary>Our own: there is no token for the workspace.</summary>
    internal const string NotInstalled = "(not_installed)";

    internal static bool IsScope(string text) => text.Length is > 0 and <= LongestCode && text.All(letter => char.IsAsciiLetterLower(letter) || letter is '_' or '-' or '.' or ':');

    /// <summary>A code that nobody told us of counts as our bug: it is parked where a person sees it.</summary>
    public static SlackErrorKind KindOf(string code) => Kinds.GetValueOrDefault(code, SlackErrorKind.OurBug);

    /// <summary>"May have partly succeeded": the documentation of these codes says so, or it says nothing.</summary>
    public static bool MayHaveArrived(string code) => code is "internal_error" or "fatal_error" or "request_timeout" or "service_unavailable";

    public static bool IsUsedTrigger(string code) => code is "trigger_exchanged" or "exchanged_trigger_id";

    /// <summary>The blocks are refused, or with them the message is too long: the plain text may still be taken.</summary>
    public static bool IsAboutBlocks(string code) => code is "invalid_blocks" or "invalid_blocks_format" or "msg_blocks_too_long" or "msg_too_long";

    private static Dictionary<string, SlackErrorKind> Table(params (SlackErrorKind Kind, string Codes)[] rows) =>
        rows.SelectMany(row => row.Codes.Split(' '), (row, code) => (row.Kind, code)).ToDictionary(pair => pair.code, pair => pair.Kind, StringComparer.Ordinal);
}

/// <summary>Slack's answer: the result, or a typed error.</summary>
public abstract record SlackReply<T>
{
    private SlackReply() { }

    /// <summary>What stood around the answer; null where there was none.</summary>
    public AnswerHeaders? Headers { get; init; }

    public sealed record Ok(T Result) : SlackReply<T>;

    public sealed record Failed(SlackError Error) : SlackReply<T>;
}
