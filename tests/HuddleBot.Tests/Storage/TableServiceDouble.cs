using Azure.Core.Pipeline;
using HuddleBot.Storage.AzureTables;

namespace HuddleBot.Tests.Storage;

/// <summary>Stands between the store and Azurite and does what Azurite never does: loses answers, is busy, is silent. Without a plan it only passes on.</summary>
internal sealed class TableServiceDouble : DelegatingHandler
{
    private readonly Queue<Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage?>>> plan = new();

    public TableServiceDouble() : base(new SocketsHttpHandler())
    {
    }

    public List<string> Requests { get; } = [];

    /// <summary>The service does what it was asked, but its answer gets lost: the client sees <paramref name="status"/> instead.</summary>
    public TableServiceDouble LoseAnswer(int status = 500, Func<Task>? andMeanwhile = null) => Plan(async (request, cancellationToken) =>
    {
        (await base.SendAsync(request, cancellationToken)).Dispose();
        if (andMeanwhile is not null) await andMeanwhile();
        return Answer(request, status);
    });

    /// <summary>The service does what it was asked, and the connection breaks before the answer.</summary>
    public TableServiceDouble BreakAfterwards() => Plan(async (request, cancellationToken) =>
    {
        (await base.SendAsync(request, cancellationToken)).Dispose();
        throw new HttpRequestException("connection reset", new IOException("connection reset by peer"));
    });

    /// <summary>The service does what it was asked and then says nothing until the client gives up.</summary>
    public TableServiceDouble FallSilentAfterwards() => Plan(async (request, cancellationToken) =>
    {
        (await base.SendAsync(request, CancellationToken.None)).Dispose();
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return null;
    });

    /// <summary>The service does nothing and answers so.</summary>
    public TableServiceDouble Refuse(int status, string? body = null, int times = 1, string contentType = "application/json")
    {
        for (var i = 0; i < times; i++) Plan((request, _) => Task.FromResult<HttpResponseMessage?>(Answer(request, status, body, contentType)));
        return this;
    }

    /// <summary>Passes one request on as it is.</summary>
    public TableServiceDouble PassOn() => Plan((_, _) => Task.FromResult<HttpResponseMessage?>(null));

    public TableServiceDouble Plan(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage?>> step)
    {
        plan.Enqueue(step);
        return this;
    }

    /// <summary>As in production, only without the waiting.</summary>
    public TableClientOptions Options(int networkTimeoutMilliseconds = 10_000)
    {
        var options = new TableClientOptions { Transport = new HttpClientTransport(new HttpClient(this, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan }) };
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        options.Retry.MaxDelay = TimeSpan.FromMilliseconds(2);
        options.Retry.NetworkTimeout = TimeSpan.FromMilliseconds(networkTimeoutMilliseconds);
        return options;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add($"{request.Method} {request.RequestUri!.PathAndQuery}");
        if (plan.TryDequeue(out var step) && await step(request, cancellationToken) is { } answer) return answer;
        return await base.SendAsync(request, cancellationToken);
    }

    public static HttpResponseMessage Answer(HttpRequestMessage request, int status, string? body = null, string contentType = "application/json") => new((System.Net.HttpStatusCode)status)
    {
        RequestMessage = request,
        Content = new StringContent(body ?? "", System.Text.Encoding.UTF8, contentType),
    };
}
