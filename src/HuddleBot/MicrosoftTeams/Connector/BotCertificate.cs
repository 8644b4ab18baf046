using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HuddleBot.Hosting;

namespace HuddleBot.MicrosoftTeams.Connector;

/// <summary>The bot's certificate, from a PEM file that holds its key too, or from a PFX file.</summary>
internal static class BotCertificate
{
    private const string Pem = "-----BEGIN";

    /// <exception cref="SettingsException">The file cannot be read or opened, or holds no RSA key.</exception>
    public static X509Certificate2 Load(MicrosoftTeamsOptions options)
    {
        var path = options.CertificatePath!;
        try
        {
            var certificate = Read(path, options.CertificatePassword);
            using var key = certificate.GetRSAPrivateKey();
            return key is not null ? certificate : throw new SettingsException($"Settings, MicrosoftTeams: CertificatePath '{path}' holds no RSA key, which the bot needs to sign.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"Settings, MicrosoftTeams: CertificatePath '{path}' cannot be read: {e.Message}", e);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new SettingsException($"Settings, MicrosoftTeams: CertificatePath '{path}' cannot be opened; it must be a PEM file with certificate and key, or a PFX file, and CertificatePassword must fit: {e.Message}", e);
        }
    }

    private static X509Certificate2 Read(string path, string? password)
    {
        if (!File.ReadAllText(path).Contains(Pem, StringComparison.Ordinal)) return X509CertificateLoader.LoadPkcs12FromFile(path, password);
        return password is null ? X509Certificate2.CreateFromPemFile(path) : X509Certificate2.CreateFromEncryptedPemFile(path, password);
    }
}
