using Microsoft.IdentityModel.Protocols;

namespace HuddleBot.MicrosoftTeams.Inbound;

/// <summary>Fetches the metadata and the key set: https, or plain http on this machine, also after a redirection.</summary>
internal sealed class MetadataDocuments(HttpClient client) : IDocumentRetriever
{
    public async Task<string> GetDocumentAsync(string address, CancellationToken cancel)
    {
        var url = Checked(Uri.TryCreate(address, UriKind.Absolute, out var read) ? read : null);
        using var response = await client.GetAsync(url, cancel);
        Checked(response.RequestMessage?.RequestUri);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(cancel);
    }

    private static Uri Checked(Uri? url) => url is not null && Loopback.IsSafe(url) ? url : throw new IOException("The address of the metadata or of the keys is neither https nor on this machine.");
}
