using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HuddleBot.Benchmarks.Replicas;

/// <summary>
/// What stands before several replicas: each request goes to the next of those that answer <c>/readyz</c>. One that takes no connection is passed over; what was on its way to one that dies
/// is lost to the caller (502).
/// </summary>
internal sealed class Balancer : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LookPatience = TimeSpan.FromSeconds(1);

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(20) };
    private readonly CancellationTokenSource over = new();
    private readonly WebApplication web;
    private readonly Lock state = new();
    private readonly Dictionary<Replica, bool> all = [];
    private Task looking = Task.CompletedTask;
    private int next;

    private Balancer(WebApplication web) => this.web = web;

    public Uri Address => new(web.Urls.Single());

    public int Ready
    {
        get
        {
            lock (state) return all.Values.Count(isReady => isReady);
        }
    }

    public static async Task<Balancer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var application = builder.Build();
        var balancer = new Balancer(application);
        application.Run(balancer.PassOnAsync);
        await application.StartAsync();
        balancer.looking = balancer.LookAsync();
        return balancer;
    }

    public void Add(Replica replica)
    {
        lock (state) all[replica] = false;
    }

    /// <summary>Taken out before it is stopped, or because it is dead.</summary>
    public void Remove(Replica replica)
    {
        lock (state) all.Remove(replica);
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await looking;
        await web.DisposeAsync();
        http.Dispose();
        over.Dispose();
    }

    private async Task PassOnAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        foreach (var replica in InTurn())
        {
            using var request = new HttpRequestMessage(new(context.Request.Method), new Uri(replica.Address, context.Request.Path + context.Request.QueryString)) { Content = new ByteArrayContent(body.ToArray()) };
            foreach (var (name, values) in context.Request.Headers)
                if (name is not ("Host" or "Content-Length" or "Connection" or "Transfer-Encoding") && !request.Headers.TryAddWithoutValidation(name, values.ToArray())) request.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
            try
            {
                using var answer = await http.SendAsync(request, context.RequestAborted);
                context.Response.StatusCode = (int)answer.StatusCode;
                foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
                    if (name is not ("Transfer-Encoding" or "Connection" or "Content-Length")) context.Response.Headers[name] = values.ToArray();
                await context.Response.Body.WriteAsync(await answer.Content.ReadAsByteArrayAsync(context.RequestAborted), context.RequestAborted);
                return;
            }
            catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConnectionError)
            {
                // Nobody has heard it: the next may.
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
            {
                break;
            }
        }

        if (!context.Response.HasStarted) context.Response.StatusCode = StatusCodes.Status502BadGateway;
    }

    private Replica[] InTurn()
    {
        lock (state)
        {
            Replica[] ready = [.. all.Where(one => one.Value).Select(one => one.Key)];
            if (ready.Length == 0) return [];
            var first = next++ % ready.Length;
            return [.. ready[first..], .. ready[..first]];
        }
    }

    private async Task LookAsync()
    {
        while (!over.IsCancellationRequested)
        {
            Replica[] now;
            lock (state) now = [.. all.Keys];
            await Task.WhenAll(now.Select(async replica =>
            {
                var isReady = await IsReadyAsync(replica);
                lock (state)
                    if (all.ContainsKey(replica)) all[replica] = isReady;
            }));
            await Task.Delay(LookEvery, over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> IsReadyAsync(Replica replica)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(over.Token);
        patience.CancelAfter(LookPatience);
        try
        {
            using var answer = await http.GetAsync(new Uri(replica.Address, "/readyz"), patience.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
