using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace HuddleBot.MicrosoftTeams.Inbound;

/// <summary>The keys that the connector signs with, by key id, as its OpenID metadata announces them: kept, and asked for anew in time.</summary>
/// <remarks>
/// The library's own ConfigurationManager answers an unknown key from what it has and renews behind the caller's back, by the machine's clock; here the caller
/// waits for the new keys, so that the first activity after a rotation is not refused.
/// </remarks>
internal sealed partial class SigningKeys(string address, IDocumentRetriever documents, TimeProvider time, ILogger<SigningKeys> logger)
{
    /// <summary>Microsoft asks for a renewal at least once a day.</summary>
    private static readonly TimeSpan RenewedAfter = TimeSpan.FromDays(1);

    /// <summary>As long as keys serve when they cannot be renewed (Microsoft's own SDK keeps them as long).</summary>
    private static readonly TimeSpan GoodFor = TimeSpan.FromDays(5);

    private static readonly TimeSpan TriedAgainAfter = TimeSpan.FromSeconds(1);

    private readonly RefreshAllowance unknown = new(time);
    private readonly Lock state = new();
    private volatile KeySet? current;
    private Task<bool>? renewing;
    private DateTimeOffset failedAt = DateTimeOffset.MinValue;

    /// <summary>The key of that id; null: there is none, also after asking anew.</summary>
    /// <exception cref="KeysUnavailableException">There are no keys to compare with: the metadata cannot be had.</exception>
    public async Task<SigningKey?> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        var known = current;
        var age = AgeOf(known);
        if (age >= GoodFor) await RenewAsync(known, cancellationToken);
        else if (age >= RenewedAfter) _ = RenewAsync(known, CancellationToken.None);
        if (current is not { } keys || AgeOf(keys) >= GoodFor) throw new KeysUnavailableException();
        if (keys.ById.TryGetValue(keyId, out var key)) return key;

        // A flood of invented ids must not become a flood of questions to the authority.
        if (age >= GoodFor || !unknown.TryTake() || !await RenewAsync(keys, cancellationToken)) return null;
        return current.ById.GetValueOrDefault(keyId);
    }

    private TimeSpan AgeOf(KeySet? keys) => keys is null ? TimeSpan.MaxValue : time.GetUtcNow() - keys.At;

    /// <summary>Whoever needs newer keys than the same known ones shares the question. False: there are no newer ones to be had.</summary>
    private Task<bool> RenewAsync(KeySet? known, CancellationToken cancellationToken)
    {
        lock (state)
        {
            // They came between the look and the lock.
            if (!ReferenceEquals(current, known)) return Task.FromResult(true);
            if (renewing is null or { IsCompleted: true })
            {
                if (time.GetUtcNow() - failedAt < TriedAgainAfter) return Task.FromResult(false);
                renewing = Task.Run(FetchAsync, CancellationToken.None);
            }

            return renewing.WaitAsync(cancellationToken);
        }
    }

    private async Task<bool> FetchAsync()
    {
        try
        {
            var metadata = await OpenIdConnectConfigurationRetriever.GetAsync(address, documents, CancellationToken.None);
            var usable = (metadata.JsonWebKeySet?.Keys ?? []).Where(SigningKey.IsUsable).GroupBy(key => key.Kid, StringComparer.Ordinal).ToList();
            if (usable.Count == 0) throw new InvalidOperationException("There are no signing keys in it.");
            current = new(usable.ToFrozenDictionary(keys => keys.Key, keys => new SigningKey(keys.First()), StringComparer.Ordinal), time.GetUtcNow());
            return true;
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException or InvalidOperationException or ArgumentException or JsonException)
        {
            failedAt = time.GetUtcNow();
            LogUnavailable(logger, address, (e.InnerException ?? e).Message);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "Microsoft Teams: the connector's signing keys cannot be had from {Address}; without keys every activity is refused. {Reason}")]
    private static partial void LogUnavailable(ILogger logger, string address, string reason);

    private sealed record KeySet(FrozenDictionary<string, SigningKey> ById, DateTimeOffset At);
}

/// <summary>Nothing can be proven right now.</summary>
internal sealed class KeysUnavailableException : Exception
{
    public KeysUnavailableException() : base("the connector's signing keys cannot be had") { }

    public KeysUnavailableException(string message) : base(message) { }

    public KeysUnavailableException(string message, Exception? innerException) : base(message, innerException) { }
}
