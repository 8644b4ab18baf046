namespace HuddleBot.Webhooks;

/// <summary>Section <c>Webhooks:{name}</c>: a receiver that is told what becomes of issues.</summary>
public sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    /// <summary>https; plain http to this machine only.</summary>
    public string? Url { get; set; }

    /// <summary><c>whsec_</c> and 24 to 64 bytes in base64.</summary>
    public string? Secret { get; set; }

    /// <summary>The one before, while a receiver is still to learn the new one: each message is signed with both; default none.</summary>
    public string? PreviousSecret { get; set; }

    /// <summary>Which of <see cref="WebhookType.All"/>; default all.</summary>
    public List<string> Events { get; set; } = [];

    /// <summary>Also sends the customer's or the member's words; default no.</summary>
    public bool IncludeWords { get; set; }
}
