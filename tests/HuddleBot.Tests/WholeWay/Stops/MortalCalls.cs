namespace HuddleBot.Tests.WholeWay.Stops;

/// <summary>The calls of a bot to the chat platforms and to receivers of webhooks, as long as it lives. What only asks is no place to end: it is the same as before what comes next.</summary>
internal sealed class MortalCalls(IPath path) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var name = request.RequestUri!.Segments[^1];
        if (!IsQuestion(request, name))
        {
            var passing = new Passing($"call {request.Method} {NameOf(request.RequestUri)}", IsPost: await IsPostAsync(request, name, cancellationToken));
            return await path.PassAsync(passing, () => base.SendAsync(request, cancellationToken), cancellationToken);
        }

        await path.GoOnAsync(cancellationToken);
        var answer = await base.SendAsync(request, cancellationToken);
        await path.GoOnAsync(cancellationToken);
        return answer;
    }

    private static bool IsQuestion(HttpRequestMessage request, string name) =>
        request.Method == HttpMethod.Get || name is "auth.test" or "users.info" or "users.lookupByEmail" or "conversations.members" or "conversations.info" or "conversations.history" or "conversations.replies";

    /// <summary>A message to Microsoft Teams, also the one that a new thread begins with; not the opening of a chat.</summary>
    private static async Task<bool> IsPostAsync(HttpRequestMessage request, string name, CancellationToken cancellationToken) =>
        request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath.Contains("/v3/conversations", StringComparison.Ordinal)
        && (name == "activities" || (await request.Content!.ReadAsStringAsync(cancellationToken)).Contains("\"activity\":{", StringComparison.Ordinal));

    /// <summary>Without what is different each time.</summary>
    private static string NameOf(Uri uri) => string.Join('/', uri.Segments.Select(segment => segment.Trim('/')).Where(segment => segment.Length is > 0 and < 18 && !segment.Any(char.IsAsciiDigit)));
}
