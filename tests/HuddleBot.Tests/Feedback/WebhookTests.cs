using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace HuddleBot.Tests.Feedback;

public sealed class WebhookTests
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes(FeedbackHost.Example());

    [Fact]
    public async Task A_signed_response_is_accepted_and_the_answer_counts()
    {
        await using var host = await FeedbackHost.StartAsync();
        using var first = await host.PostAsync(Body);
        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        Assert.Equal("""{"accepted":1,"updated":0,"duplicates":0,"quarantined":0}""", await first.Content.ReadAsStringAsync());
        Assert.Equal(1, (await host.AnswerAsync(FeedbackHost.Example())).Duplicates);
        Assert.Equal(1, (await host.AnswerAsync(FeedbackHost.Example(("comment", "\"Late words\"")))).Updated);
    }

    [Fact]
    public async Task One_unreadable_item_does_not_stop_the_rest()
    {
        await using var host = await FeedbackHost.StartAsync();
        var answer = await host.AnswerAsync($"[{FeedbackHost.Example()},{FeedbackHost.Example(("id", "\"r-18\""), ("score", "11"))},7,{FeedbackHost.Example(("id", "\"r-19\""))}]");
        Assert.Equal((2, 2), (answer.Accepted, answer.Quarantined));
        Assert.Contains(host.Intake.Unreadable, item => item.Reason.Contains("outside its scale 0-10", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("{\"id\":")]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("{} {}")]
    public async Task What_is_no_json_is_400_and_changes_nothing(string body)
    {
        await using var host = await FeedbackHost.StartAsync();
        using var answer = await host.PostAsync(body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("error", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(host.Intake.Taken);
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_are_400()
    {
        await using var host = await FeedbackHost.StartAsync();
        using var answer = await host.PostAsync(Encoding.Latin1.GetBytes("""{"id":"ü"}"""));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_source_that_is_unknown_or_without_secret_is_404()
    {
        await using var host = await FeedbackHost.StartAsync(("Feedback:Sources:files:Format", "huddlebot"));
        foreach (var source in new[] { "files", "nobody", "" })
        {
            using var answer = await host.PostAsync(Body, source);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        Assert.Empty(host.Intake.Taken);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_413_and_an_array_of_long_comments_fits()
    {
        await using var host = await FeedbackHost.StartAsync();
        var comment = "\"" + new string('ä', 50_000) + "\"";
        var many = "[" + string.Join(",", Enumerable.Range(0, 50).Select(i => FeedbackHost.Example(("id", $"\"{i}\""), ("comment", comment)))) + "]";
        Assert.Equal(50, (await host.AnswerAsync(many)).Accepted);
        using var answer = await host.PostAsync(new byte[(8 * 1024 * 1024) + 1]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("8192 kB", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(50, host.Intake.Taken.Count);
    }

    [Fact]
    public async Task When_the_storage_is_down_the_sender_is_asked_to_try_again()
    {
        await using var host = await FeedbackHost.StartAsync();
        host.Intake.IsDown = true;
        using var answer = await host.PostAsync(Body);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task Unsigned_stale_and_forged_requests_are_401_and_change_nothing()
    {
        await using var host = await FeedbackHost.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        var right = FeedbackHost.Sign(Body, now);
        (string, string)[][] forgeries =
        [
            [],
            FeedbackHost.Sign(Body, now.AddMinutes(-6)),
            FeedbackHost.Sign(Body, now.AddMinutes(6)),
            FeedbackHost.Sign([.. Body, (byte)' '], now),
            FeedbackHost.Sign(Body, now, "another secret"),
            FeedbackHost.Sign(Body, now, ""),
            [right[0], right[1]],
            [("webhook-id", "msg_2"), right[1], right[2]],
            [right[0], ("webhook-timestamp", "soon"), right[2]],
            [right[0], ("webhook-timestamp", "99999999999999999999"), right[2]],
            [right[0], right[1], ("webhook-signature", right[2].Value.Replace("v1,", "v1a,", StringComparison.Ordinal))],
            [right[0], right[1], ("webhook-signature", "v1,")],
            [right[0], right[1], ("webhook-signature", "v1," + new string('A', 4000))],
            [("Authorization", $"Bearer {FeedbackHost.Secret}")],
        ];
        foreach (var headers in forgeries)
        {
            using var answer = await host.SendAsync("shop", Body, headers);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        Assert.Empty(host.Intake.Taken);
    }

    [Fact]
    public async Task The_signature_is_checked_before_the_body_is_parsed()
    {
        await using var host = await FeedbackHost.StartAsync();
        using var answer = await host.SendAsync("shop", "no json"u8.ToArray());
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Any_of_several_signatures_suffices_within_five_minutes_either_way()
    {
        await using var host = await FeedbackHost.StartAsync();
        foreach (var minutes in new[] { -4.9, 0, 4.9 })
        {
            var signed = FeedbackHost.Sign(Body, TimeProvider.System.GetUtcNow().AddMinutes(minutes));
            using var answer = await host.SendAsync("shop", Body, signed[0], signed[1], ("webhook-signature", $"v1a,abc v1,{Convert.ToBase64String(new byte[32])} {signed[2].Value}"));
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_secret_without_whsec_is_its_plain_bytes()
    {
        await using var host = await FeedbackHost.StartAsync(("Feedback:Sources:plain:Secret", "pässword"));
        using var answer = await host.SendAsync("plain", Body, FeedbackHost.Sign(Body, TimeProvider.System.GetUtcNow(), "pässword"));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Typeform-Signature")]
    public async Task Hmac_sha256_takes_hex_prefixed_hex_and_base64_in_its_header(string? header)
    {
        await using var host = await FeedbackHost.StartAsync(
            ("Feedback:Sources:forms:Verify", "HmacSha256"), ("Feedback:Sources:forms:Secret", "s3cret"), ("Feedback:Sources:forms:SignatureHeader", header));
        var digest = HMACSHA256.HashData("s3cret"u8, Body);
        var name = header ?? "X-HuddleBot-Signature";
        foreach (var value in new[] { Convert.ToHexStringLower(digest), Convert.ToHexString(digest), "sha256=" + Convert.ToHexStringLower(digest), Convert.ToBase64String(digest), "sha256=" + Convert.ToBase64String(digest) })
        {
            using var answer = await host.SendAsync("forms", Body, (name, value));
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }

        var before = host.Intake.Taken.Count;
        foreach (var value in new[] { "", "sha256=", Convert.ToHexStringLower(digest)[..62], Convert.ToHexStringLower(HMACSHA256.HashData("other"u8, Body)), Convert.ToHexStringLower(HMACSHA256.HashData(Array.Empty<byte>(), Body)) })
        {
            using var answer = await host.SendAsync("forms", Body, (name, value));
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        using var elsewhere = await host.SendAsync("forms", Body, ("X-Other", Convert.ToHexStringLower(digest)));
        Assert.Equal(HttpStatusCode.Unauthorized, elsewhere.StatusCode);
        Assert.Equal(before, host.Intake.Taken.Count);
    }

    [Fact]
    public async Task Bearer_compares_the_whole_token()
    {
        await using var host = await FeedbackHost.StartAsync(("Feedback:Sources:tool:Verify", "bearer"), ("Feedback:Sources:tool:Secret", "t0ken"));
        using var right = await host.SendAsync("tool", Body, ("Authorization", "Bearer t0ken"));
        Assert.Equal(HttpStatusCode.Accepted, right.StatusCode);
        foreach (var value in new[] { "Bearer", "Bearer ", "Bearer t0ke", "Bearer t0kenn", "Basic t0ken", "t0ken" })
        {
            using var wrong = await host.SendAsync("tool", Body, ("Authorization", value));
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        Assert.Single(host.Intake.Taken);
    }
}
