using HuddleBot.Core.Diagnosis;

namespace HuddleBot.Slack.Diagnosis;

/// <summary>Secrets that were put into each other's places: Slack would only say that they are invalid.</summary>
internal static class SecretKinds
{
    private const string CopyToken = "copy the \"Bot User OAuth Token\" (xoxb-…) from the app's page \"OAuth & Permissions\" into Slack:BotToken, and restart the bot";
    private const string CopySecret = "copy the \"Signing Secret\" from the app's page \"Basic Information\" into Slack:SigningSecret, and restart the bot";
    private const int SigningSecretLetters = 32;

    public static IEnumerable<Finding> Judge(SlackOptions options)
    {
        var wrongToken = options.BotToken switch
        {
            { } token when token.StartsWith("xoxp-", StringComparison.Ordinal) => "a person's token (xoxp-…)",
            { } token when token.StartsWith("xapp-", StringComparison.Ordinal) => "an app-level token (xapp-…), which belongs into Slack:AppToken",
            { } token when token.StartsWith("xoxe", StringComparison.Ordinal) => "a token that expires after twelve hours (xoxe…, token rotation)",
            _ => null,
        };
        if (wrongToken is not null) yield return Finding.Wrong($"Slack:BotToken is {wrongToken}, not the bot's", CopyToken);
        if (!options.HasAddress) yield break;
        var secret = options.SigningSecret;
        var wrongSecret = secret.StartsWith("xox", StringComparison.Ordinal) || secret.StartsWith("xapp-", StringComparison.Ordinal) ? "is a token"
            : secret == options.ClientSecret ? "is the client secret"
            : secret.Any(char.IsWhiteSpace) ? "has a space or line break in it"
            : IsSlackItself(options) && !(secret.Length == SigningSecretLetters && secret.All(char.IsAsciiHexDigitLower)) ? $"is not made of {SigningSecretLetters} letters of 0-9 and a-f"
            : null;
        if (wrongSecret is not null) yield return Finding.Wrong($"Slack:SigningSecret {wrongSecret}: everything that Slack sends is refused", CopySecret);
    }

    private static bool IsSlackItself(SlackOptions options) => options.ApiBaseUrl.Host is "slack.com" or "slack-gov.com";
}
