using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace HuddleBot.MicrosoftTeams.Inbound;

/// <summary>
/// The connector's token ("Authenticate requests from the Bot Connector service to your bot"): signed by an announced key, issued by the cloud's connector, for this
/// bot, now. What it may say is compared with the activity afterwards (<see cref="ActivityRules"/>).
/// </summary>
internal sealed class ConnectorTokenVerification(MicrosoftTeamsOptions options, SigningKeys keys, TimeProvider time) : IRequestVerification
{
    private const string Scheme = "Bearer ";
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512];

    private readonly JsonWebTokenHandler handler = new() { MaximumTokenSizeInBytes = 32 * 1024 };
    private readonly string issuer = CloudEnvironment.Of(options.Cloud).Issuer;
    private readonly string[] audiences = [options.AppId!, $"api://{options.AppId}", $"api://botid-{options.AppId}"];

    public async Task<RequestSender> VerifyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.Headers.Authorization is not [{ } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return Refused("there is no bearer token");
        if (Read(header[Scheme.Length..].Trim()) is not { } token) return Refused("the bearer token is no signed JSON web token");

        // What can be refused without the keys is: nobody but who knows at least our id makes us ask for keys.
        if (!Algorithms.Contains(token.Alg)) return Refused("the token is not signed with RS256, RS384 or RS512");
        if (token.Issuer != issuer) return Refused("the token's issuer is not the connector");
        if (!token.Audiences.Any(audience => audiences.Contains(audience, StringComparer.OrdinalIgnoreCase))) return Refused("the token is for another bot");
        if (RefuseLifetime(token) is { } reason) return Refused(reason);
        if (string.IsNullOrEmpty(token.Kid)) return Refused("the token names no key");
        try
        {
            return await keys.FindAsync(token.Kid, cancellationToken) is { } key ? await VerifyAsync(token, key) : Refused("the key of the token is not known");
        }
        catch (KeysUnavailableException e)
        {
            return new RequestSender.Refused(StatusCodes.Status503ServiceUnavailable, e.Message);
        }
    }

    private async Task<RequestSender> VerifyAsync(JsonWebToken token, SigningKey key)
    {
        var result = await handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            RequireSignedTokens = true,
            TryAllIssuerSigningKeys = false,
            IssuerSigningKey = key.Key,
            ValidAlgorithms = Algorithms,
            ValidIssuer = issuer,
            AudienceValidator = (found, _, _) => found.Any(audience => audiences.Contains(audience, StringComparer.OrdinalIgnoreCase)),
            LifetimeValidator = (_, _, _, _) => RefuseLifetime(token) is null,
            IncludeTokenOnFailedValidation = false,
            LogValidationExceptions = false,
        });
        return result.IsValid ? new RequestSender.Connector(ServiceUrlOf(token), key.Endorsements) : Refused($"the token's signature does not hold ({result.Exception?.GetType().Name})");
    }

    private string? RefuseLifetime(JsonWebToken token)
    {
        var now = time.GetUtcNow();
        if (!token.TryGetPayloadValue<long>(JwtRegisteredClaimNames.Exp, out var expires)) return "the token never expires";
        if (now >= At(expires) + Skew) return "the token has expired";
        return token.TryGetPayloadValue<long>(JwtRegisteredClaimNames.Nbf, out var from) && now < At(from) - Skew ? "the token is not valid yet" : null;
    }

    private static DateTimeOffset At(long seconds) => DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, 0, 253_402_000_000));

    private static string? ServiceUrlOf(JsonWebToken token) => token.TryGetPayloadValue<string>("serviceurl", out var url) ? url : null;

    private JsonWebToken? Read(string token)
    {
        if (!handler.CanReadToken(token)) return null;
        try
        {
            return handler.ReadJsonWebToken(token) is { IsSigned: true, IsEncrypted: false } read ? read : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static RequestSender.Refused Refused(string reason) => new(StatusCodes.Status401Unauthorized, reason);
}
