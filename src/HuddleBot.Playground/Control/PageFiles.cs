using Microsoft.Extensions.FileProviders;

namespace HuddleBot.Playground.Control;

/// <summary>The web page, which lies beside the binary.</summary>
internal static class PageFiles
{
    public static void Use(WebApplication app)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "playground-page");
        if (!Directory.Exists(folder))
        {
            app.MapGet("/", () => "The Playground is running; its page was not built.");
            return;
        }

        var files = new PhysicalFileProvider(folder);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = served => served.Context.Response.Headers.CacheControl = "no-cache" });
    }
}
