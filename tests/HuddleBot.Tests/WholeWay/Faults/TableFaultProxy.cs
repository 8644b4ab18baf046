using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HuddleBot.Tests.WholeWay.Faults;

internal enum TableFault
{
    Busy503,
    Broken500,

    /// <summary>200 and a page, as a proxy or a sign-in page answers.</summary>
    Html,

    /// <summary>200 and nothing.</summary>
    Empty,

    /// <summary>The connection is cut, nothing was done.</summary>
    Cut,

    /// <summary>It was done, and the connection is cut in the middle of the answer.</summary>
    CutAnswer,

    /// <summary>It was done, and no answer comes.</summary>
    SwallowedAnswer,

    /// <summary>It was done, and the answer is 500.</summary>
    Broken500AfterWork,

    /// <summary>The write was done, and the answer says that the row had changed: something on the way has sent it twice.</summary>
    ConflictAfterWork,
}

/// <summary>Stands before the real Azurite on a port of its own and passes everything on, save for what goes wrong.</summary>
internal sealed class TableFaultProxy : IAsyncDisposable
{
    private const string Conflict = """{"odata.error":{"code":"UpdateConditionNotSatisfied","message":{"lang":"en-US","value":"0:The update condition specified in the request was not satisfied."}}}""";

    private readonly WebApplication app;
    private readonly HttpClient azurite = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(30) };
    private readonly Uri target;
    private readonly ConcurrentBag<TableFault> happened = [];

    private TableFaultProxy(WebApplication app, Uri target) => (this.app, this.target) = (app, target);

    /// <summary>What a request meets; null: nothing.</summary>
    public Func<HttpRequest, TableFault?> Next { get; set; } = _ => null;

    public IReadOnlyCollection<TableFault> Happened => happened;

    /// <summary>Of Azurite's account, as seen through here.</summary>
    public Uri Endpoint => new(new Uri(app.Urls.Single()), target.AbsolutePath);

    /// <param name="target">Azurite's endpoint with the account.</param>
    public static async Task<TableFaultProxy> StartAsync(Uri target)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var proxy = new TableFaultProxy(builder.Build(), target);
        proxy.app.Run(proxy.HandleAsync);
        await proxy.app.StartAsync();
        return proxy;
    }

    /// <summary>Faults drawn from a seed.</summary>
    public void Begin(int seed, double probability)
    {
        var draw = new SeededDraw(seed);
        var kinds = Enum.GetValues<TableFault>();
        Next = _ => draw.Happens(probability) ? draw.One(kinds) : null;
    }

    public void Heal() => Next = _ => null;

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        azurite.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        var fault = Next(context.Request);
        if (fault == TableFault.ConflictAfterWork && HttpMethods.IsGet(context.Request.Method)) fault = null;
        if (fault is { } one) happened.Add(one);
        switch (fault)
        {
            case TableFault.Busy503: await AnswerAsync(context, 503, "application/json", ""); return;
            case TableFault.Broken500: await AnswerAsync(context, 500, "text/html", "<h1>500</h1>"); return;
            case TableFault.Html: await AnswerAsync(context, 200, "text/html", "<!DOCTYPE html><html><body>Please sign in</body></html>"); return;
            case TableFault.Empty: await AnswerAsync(context, 200, "application/json", ""); return;
            case TableFault.Cut: context.Abort(); return;
        }

        using var answer = await PassOnAsync(context);
        var body = await answer.Content.ReadAsByteArrayAsync(CancellationToken.None);
        switch (fault)
        {
            case TableFault.SwallowedAnswer: context.Abort(); return;
            case TableFault.CutAnswer: await CutAsync(context, answer, body); return;
            case TableFault.Broken500AfterWork: await AnswerAsync(context, 500, "text/html", "<h1>500</h1>"); return;
            case TableFault.ConflictAfterWork when answer.StatusCode == HttpStatusCode.Accepted: await AnswerAsync(context, 202, "multipart/mixed; boundary=b", InTransaction); return;
            case TableFault.ConflictAfterWork: await AnswerAsync(context, 412, "application/json", Conflict); return;
            default: await GiveAsync(context, answer, body); return;
        }
    }

    private static string InTransaction =>
        "--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 412 Precondition Failed\r\nContent-Type: application/json\r\n\r\n" + Conflict + "\r\n--c--\r\n--b--\r\n";

    private async Task<HttpResponseMessage> PassOnAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, CancellationToken.None);
        using var request = new HttpRequestMessage(new(context.Request.Method), $"{target.GetLeftPart(UriPartial.Authority)}{context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget}");
        if (body.Length > 0) request.Content = new ByteArrayContent(body.ToArray());
        foreach (var (name, values) in context.Request.Headers)
        {
            if (name is "Host" or "Connection" or "Content-Length" or "Transfer-Encoding") continue;
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values)) request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }

        return await azurite.SendAsync(request, CancellationToken.None);
    }

    private static void CopyHead(HttpContext context, HttpResponseMessage answer)
    {
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
            if (name is not ("Transfer-Encoding" or "Connection" or "Content-Length" or "Keep-Alive")) context.Response.Headers[name] = values.ToArray();
    }

    private static async Task GiveAsync(HttpContext context, HttpResponseMessage answer, byte[] body)
    {
        CopyHead(context, answer);
        if (body.Length > 0) await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static async Task CutAsync(HttpContext context, HttpResponseMessage answer, byte[] body)
    {
        // Without a body there is no middle: all that can be cut is the head.
        if (body.Length > 1)
        {
            CopyHead(context, answer);
            context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }

        context.Abort();
    }

    private static async Task AnswerAsync(HttpContext context, int status, string type, string body)
    {
        (context.Response.StatusCode, context.Response.ContentType) = (status, type);
        if (body.Length > 0) await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body), context.RequestAborted);
    }
}
