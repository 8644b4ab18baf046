using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using HuddleBot.Hosting;

namespace HuddleBot.Storage.AzureTables;

/// <summary>Where the service is and how we are let in, as <c>Storage:ConnectionString</c> says.</summary>
internal sealed class TableConnection
{
    // The account and key that Azurite documents for everyone.
    private const string DevelopmentEndpoint = "http://127.0.0.1:10002/devstoreaccount1";
    private const string DevelopmentAccount = "devstoreaccount1";
    private const string DevelopmentKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly Func<TimeProvider, HttpPipelinePolicy> authorization;

    private TableConnection(Uri endpoint, Func<TimeProvider, HttpPipelinePolicy> authorization)
    {
        if (endpoint.Scheme != Uri.UriSchemeHttps && !(endpoint.Scheme == Uri.UriSchemeHttp && endpoint.IsLoopback))
            throw Wrong($"{endpoint.GetLeftPart(UriPartial.Authority)} is not https; plain http is for this machine only");
        Endpoint = new(endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/'));
        this.authorization = authorization;
    }

    /// <summary>Without a slash at the end; with the account in the path for Azurite.</summary>
    public Uri Endpoint { get; }

    /// <summary>Cosmos DB for Table does not promise an order of the rows.</summary>
    public bool IsCosmos => Endpoint.Host.Contains(".cosmos.", StringComparison.OrdinalIgnoreCase) || Endpoint.Host.Contains(".cosmosdb.", StringComparison.OrdinalIgnoreCase);

    public HttpPipelinePolicy Authorization(TimeProvider time) => authorization(time);

    /// <param name="credential">For a bare endpoint; the machine's own (<see cref="DefaultAzureCredential"/>) unless given.</param>
    /// <exception cref="SettingsException">It says neither where nor how. The message never repeats a secret.</exception>
    public static TableConnection Parse(string? connectionString, TokenCredential? credential = null)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
            throw Wrong("it is missing. Give a connection string of the storage account, or its https endpoint to use the machine's Entra identity");
        if (connectionString.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || connectionString.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            return OfEndpoint(ParseUri(connectionString), credential);

        var parts = Split(connectionString);
        if (parts.GetValueOrDefault("UseDevelopmentStorage") is "true")
            return OfKey(new(DevelopmentEndpoint), DevelopmentAccount, DevelopmentKey);
        var endpoint = parts.TryGetValue("TableEndpoint", out var given) ? ParseUri(given) : DefaultEndpoint(parts);
        if (parts.TryGetValue("SharedAccessSignature", out var signature)) return new(endpoint, _ => new TableSasPipelinePolicy(signature));
        if (parts.TryGetValue("AccountName", out var account) && parts.TryGetValue("AccountKey", out var key)) return OfKey(endpoint, account, key);
        throw Wrong("it has neither AccountName and AccountKey nor SharedAccessSignature");
    }

    private static TableConnection OfEndpoint(Uri endpoint, TokenCredential? credential)
    {
        if (endpoint.Query.Contains("sig=", StringComparison.Ordinal)) return new(endpoint, _ => new TableSasPipelinePolicy(endpoint.Query));
        if (endpoint.Scheme != Uri.UriSchemeHttps) throw Wrong("a bare endpoint is opened with the machine's Entra identity, which needs https");
        var scope = endpoint.Host.Contains(".cosmos", StringComparison.OrdinalIgnoreCase) ? "https://cosmos.azure.com/.default" : "https://storage.azure.com/.default";
        return new(endpoint, _ => new BearerTokenAuthenticationPolicy(credential ?? new DefaultAzureCredential(), scope));
    }

    private static TableConnection OfKey(Uri endpoint, string account, string key)
    {
        try
        {
            var credential = new TableSharedKeyCredential(account, key);
            return new(endpoint, time => new TableSharedKeyPipelinePolicy(credential, time));
        }
        catch (FormatException)
        {
            throw Wrong("its AccountKey is not base 64; copy it again");
        }
    }

    private static Uri DefaultEndpoint(Dictionary<string, string> parts)
    {
        if (!parts.TryGetValue("AccountName", out var account)) throw Wrong("it has neither TableEndpoint nor AccountName");
        var protocol = parts.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        var suffix = parts.GetValueOrDefault("EndpointSuffix", "core.windows.net");
        return ParseUri($"{protocol}://{account}.table.{suffix}");
    }

    private static Dictionary<string, string> Split(string connectionString)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1) throw Wrong("it is not made of Name=Value pairs with ; between them");
            parts[part[..equals].Trim()] = part[(equals + 1)..].Trim();
        }

        return parts;
    }

    private static Uri ParseUri(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri : throw Wrong("its endpoint is no address");

    private static SettingsException Wrong(string why) => new($"Storage:ConnectionString for AzureTables: {why}.");
}
