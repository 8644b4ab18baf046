using System.Security.Cryptography.X509Certificates;
using HuddleBot.Playground.MicrosoftTeams.Tenant;

namespace HuddleBot.Playground.MicrosoftTeams;

/// <summary>How the Microsoft Teams on this machine is set up. The defaults are a small hotel company and the documented limits.</summary>
public sealed record TeamsPlaygroundOptions
{
    /// <summary>0 takes any free port.</summary>
    public int Port { get; init; }

    /// <summary>The token endpoint's own port, for TLS; 0 takes any free one.</summary>
    public int AuthorityPort { get; init; }

    /// <summary>Where the certificate of the token endpoint's authority is written (PEM); null: a temporary file.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>The bot's app registration.</summary>
    public string AppId { get; init; } = "5a77e1d1-0000-4000-b000-000000000b07";

    public string TenantId { get; init; } = "5a77e1d1-0000-4000-a000-000000000001";

    public string ClientSecret { get; init; } = "playground-client-secret";

    /// <summary>Instead of the secret: the certificate (its public part) with which the bot signs its assertions; null: none is registered.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Where activities go; may be set later at <see cref="TeamsPlayground.BotUrl"/>.</summary>
    public Uri? BotUrl { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Multiplies what the rate limits allow; null: no rate limits.</summary>
    public double? RateLimitScale { get; init; } = 1;

    /// <summary>How long Teams waits for the answer to a message or an event.</summary>
    public TimeSpan MessageTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long Teams waits for the answer to an invoke.</summary>
    public TimeSpan InvokeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The most that one page of a roster has, whatever is asked for.</summary>
    public int MembersPerPage { get; init; } = 500;

    /// <summary>The owners of the teams have agreed to <c>ChannelMessage.Read.Group</c> of the app's manifest: the bot hears messages of channels that do not mention it.</summary>
    public bool HearsChannelMessages { get; init; }

    /// <summary>Fills a new tenant with people and teams; the sample company unless given.</summary>
    internal Action<TeamsTenant> Company { get; init; } = SampleCompany.MoveIn;

    public string TenantName { get; init; } = "Sunny Hotels";

    public string BotName { get; init; } = "HuddleBot";

    public IReadOnlyList<MessageAction> MessageActions { get; init; } = [new("issue.add", "Send to huddle")];

    /// <summary>Keeps messages and people in this file over a restart; null: in memory only.</summary>
    public string? StateFile { get; init; }

    /// <summary>The feedback webhook of the bot for the sample comments; null: <c>/feedback/sample</c> at the bot's host.</summary>
    public Uri? FeedbackUrl { get; init; }

    /// <summary>Standard Webhooks secret (<c>whsec_…</c> or plain text) of that webhook.</summary>
    public string FeedbackSecret { get; init; } = "playground-feedback-secret";
}

/// <summary>An entry of a message's menu (manifest: <c>composeExtensions.commands</c> with context <c>message</c>).</summary>
public sealed record MessageAction(string Id, string Title);
