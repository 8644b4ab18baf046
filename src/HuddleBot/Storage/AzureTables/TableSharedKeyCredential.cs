using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace HuddleBot.Storage.AzureTables;

/// <summary>The account's name and key.</summary>
/// <exception cref="FormatException">The key is not base 64.</exception>
internal sealed class TableSharedKeyCredential(string accountName, string accountKey)
{
    private readonly byte[] key = Convert.FromBase64String(accountKey);

    public string AccountName => accountName;

    public string ComputeSignature(string message) => Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(message)));
}

/// <summary>Signs each try with "Shared Key Lite" ("Authorize with Shared Key", Table service): the date and the path, as they are sent.</summary>
internal sealed class TableSharedKeyPipelinePolicy(TableSharedKeyCredential credential, TimeProvider time) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var date = time.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        var signature = credential.ComputeSignature($"{date}\n/{credential.AccountName}{message.Request.Uri.ToUri().AbsolutePath}");
        message.Request.Headers.SetValue("x-ms-date", date);
        message.Request.Headers.SetValue(HttpHeader.Names.Authorization, $"SharedKeyLite {credential.AccountName}:{signature}");
    }
}

/// <summary>Adds the shared access signature to the address.</summary>
internal sealed class TableSasPipelinePolicy(string signature) : HttpPipelineSynchronousPolicy
{
    private readonly string query = signature.TrimStart('?');

    public override void OnSendingRequest(HttpMessage message)
    {
        var uri = message.Request.Uri;
        if (!uri.Query.Contains(query, StringComparison.Ordinal)) uri.Query = uri.Query.Length > 1 ? $"{uri.Query}&{query}" : $"?{query}";
    }
}
