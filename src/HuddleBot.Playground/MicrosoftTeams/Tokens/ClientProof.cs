using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace HuddleBot.Playground.MicrosoftTeams.Tokens;

/// <summary>How an app proves itself at the token endpoint: by its secret, or by an assertion that its certificate has signed (docs: OAuth 2.0 client credentials flow).</summary>
internal static class ClientProof
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <returns>Null when it is the app, else what Entra says.</returns>
    public static TokenError? Refuse(TeamsPlaygroundOptions options, IFormCollection form, string tokenUrl)
    {
        if (form["client_id"] != options.AppId) return new("unauthorized_client", $"AADSTS700016: Application with identifier '{form["client_id"]}' was not found in the directory '{options.TenantName}'.");
        if (form.ContainsKey("client_assertion")) return Assertion(options, form, tokenUrl);
        if (form["client_secret"].ToString() is not { Length: > 0 } secret) return new("invalid_client", "AADSTS7000218: The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(options.ClientSecret)) ? null
            : new("invalid_client", "AADSTS7000215: Invalid client secret provided.");
    }

    private static TokenError? Assertion(TeamsPlaygroundOptions options, IFormCollection form, string tokenUrl)
    {
        if (form["client_assertion_type"] != AssertionType) return new("invalid_request", "AADSTS900144: client_assertion_type is missing or unknown.");
        return options.ClientCertificate is { } certificate && IsSigned(certificate.GetRSAPublicKey(), form["client_assertion"].ToString(), options, tokenUrl) ? null
            : new("invalid_client", "AADSTS700027: The certificate with identifier used to sign the client assertion is not registered on application, or its claims are wrong.");
    }

    private static bool IsSigned(RSA? key, string assertion, TeamsPlaygroundOptions options, string tokenUrl)
    {
        if (key is null || assertion.Split('.') is not [var header, var claims, var signature]) return false;
        try
        {
            var padding = Read(header).GetProperty("alg").GetString() switch { "RS256" => RSASignaturePadding.Pkcs1, "PS256" => RSASignaturePadding.Pss, _ => null };
            if (padding is null || !key.VerifyData(Encoding.ASCII.GetBytes($"{header}.{claims}"), Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256, padding)) return false;
            var said = Read(claims);
            return said.GetProperty("iss").GetString() == options.AppId && said.GetProperty("sub").GetString() == options.AppId && said.GetProperty("aud").GetString() == tokenUrl
                && said.GetProperty("exp").GetInt64() > TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        }
        catch (Exception e) when (e is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            return false;
        }
        finally
        {
            key.Dispose();
        }
    }

    private static JsonElement Read(string part) => JsonElement.Parse(Base64Url.DecodeFromChars(part));
}

/// <param name="Error">OAuth's word.</param>
internal sealed record TokenError(string Error, string Description);
