using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using HuddleBot.Core.Delivery;
using HuddleBot.Hosting;

namespace HuddleBot.MicrosoftTeams.Connector;

/// <summary>From statuses and error codes to what they mean ("Send proactive messages" lists them). A code that we know goes before its status.</summary>
internal static class ConnectorErrors
{
    private const int LongestCode = 60;

    private static readonly HashSet<string> Dead = new(
        [
            "BotNotInConversationRoster", "ConversationBlockedByUser", "BotDisabledByAdmin", "MessageWritesBlocked", "InvalidBotApiHost", "NotEnoughPermissions", "ConversationNotFound",
            "ForbiddenOperationException", "BotsDisabledByPolicy", "TenantNotFound",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Gone = new(["ActivityNotFoundInConversation", "ActivityNotFound", "MessageNotFound", "ActivityDeleted"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Why nothing is taken, of the errors that say so.</summary>
    /// <param name="isPerson">It was said of a chat with one person.</param>
    public static ClosedBecause BecauseOf(ConnectorError error, bool isPerson) => error.Kind switch
    {
        ConnectorErrorKind.Credentials => ClosedBecause.Credentials,
        ConnectorErrorKind.ServiceUrl => ClosedBecause.AddressNotAllowed,
        _ => error.Code.ToUpperInvariant() switch
        {
            "BOTDISABLEDBYADMIN" or "BOTSDISABLEDBYPOLICY" => ClosedBecause.BlockedByAdmin,
            "TENANTNOTFOUND" => ClosedBecause.WorkspaceGone,
            "CONVERSATIONBLOCKEDBYUSER" or "MESSAGEWRITESBLOCKED" => isPerson ? ClosedBecause.BlockedByPerson : ClosedBecause.Forbidden,
            "BOTNOTINCONVERSATIONROSTER" => isPerson ? ClosedBecause.BlockedByPerson : ClosedBecause.NotInvited,
            _ => error.Status == HttpStatusCode.NotFound ? isPerson ? ClosedBecause.PersonGone : ClosedBecause.NotThere : ClosedBecause.Forbidden,
        },
    };

    /// <param name="ofMessage">The call names a message.</param>
    public static ConnectorError Read(HttpStatusCode status, byte[] body, HttpResponseHeaders headers, bool ofMessage, DateTimeOffset now)
    {
        var code = CodeOf(body);
        var kind = KindOf(status, code, ofMessage);
        var mayHaveArrived = kind == ConnectorErrorKind.Retry && ((int)status >= 500 || status == HttpStatusCode.RequestTimeout);
        return new(kind, status, code ?? "(no_code)", RetryAfter.Of(headers, now), mayHaveArrived);
    }

    private static ConnectorErrorKind KindOf(HttpStatusCode status, string? code, bool ofMessage) => (int)status switch
    {
        412 or 429 or 408 or (>= 500) or (>= 300 and < 400) => ConnectorErrorKind.Retry,

        // The message's own thread, perhaps: whether the channel is gone as well is found out by the next message for it.
        404 when ofMessage => ConnectorErrorKind.MessageGone,
        _ when code is not null && Dead.Contains(code) => ConnectorErrorKind.ConversationDead,
        _ when code is not null && Gone.Contains(code) => ConnectorErrorKind.MessageGone,
        401 => ConnectorErrorKind.Credentials,
        403 => ConnectorErrorKind.ConversationDead,
        404 => ConnectorErrorKind.ConversationDead,
        413 => ConnectorErrorKind.TooBig,
        _ => ConnectorErrorKind.OurBug,
    };

    /// <summary>Of <c>{"error":{"code"}}</c>, <c>{"errorCode":209,"message":"{\"subCode\"}"}</c> or <c>{"code"}</c>; null for a page, nothing, or what is no word.</summary>
    private static string? CodeOf(byte[] body)
    {
        var (document, _) = JsonText.TryParse(body);
        using (document)
        {
            if (document is null) return null;
            var root = document.RootElement;
            var error = root.At("error");
            return Word(error.Text("code")) ?? Word(root.Text("subCode")) ?? Word(SubCodeOf(root.Text("message"))) ?? Word(SubCodeOf(error.Text("message"))) ?? Word(root.Text("code"))
                ?? (root.Number("errorCode") is { } number ? "error_" + number.ToString(CultureInfo.InvariantCulture) : null);
        }
    }

    private static string? SubCodeOf(string? message)
    {
        if (message is not ['{', ..]) return null;
        var (document, _) = JsonText.TryParse(Encoding.UTF8.GetBytes(message));
        using (document) return document?.RootElement.Text("subCode");
    }

    /// <summary>It goes into logs and before an operator: a word and nothing else.</summary>
    private static string? Word(string? code) => code is { Length: > 0 and <= LongestCode } && code.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.') ? code : null;
}
