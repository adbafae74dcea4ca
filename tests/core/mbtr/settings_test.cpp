#include "core/base/error.h"
#include "core/mbtr/layout.h"
#include "core/mbtr/presets.h"
#include "core/mbtr/settings_json.h"
#include "tests/support/message_of.h"

#include <QTest>
#include <cmath>

using namespace mbtr;

namespace {

/// A settings file with one term; `term` and `rest` replace or add keys.
std::string file(const std::string& term, const std::string& rest = "")
{
    return R"({"terms": [{)" + term + "}]" + rest + "}";
}

const std::string kGrid = R"("grid": {"min": 0, "max": 1, "n": 10}, "sigma": 0.1)";

} // namespace

class SettingsTest : public QObject {
    Q_OBJECT

private slots:
    void presetsSurviveWritingAndReading()
    {
        for (const auto name : presetNames()) {
            const MbtrSettings settings = preset(name);
            validate(settings);
            QVERIFY(settingsFromJson(toJson(settings)) == settings);
        }
    }
    void thePaperPresetHasThePaperNumbers()
    {
        const MbtrSettings settings = preset("paper-molecules");
        const Bins pairs = binsOf(settings.terms[0].grid, settings.discretization);
        QCOMPARE(pairs.left, 0.1);
        QCOMPARE(pairs.n, 100);
        QVERIFY(std::abs(pairs.right() - 1.2) < 1e-12);
        QCOMPARE(settings.terms[0].sigma, 0.0625);
        QVERIFY(std::abs(binsOf(settings.terms[1].grid, settings.discretization).right() - 3.30575) < 1e-12);
    }
    void reportsWhatIsWrong_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, const std::string& text, const char* message) {
            QTest::newRow(name) << QString::fromStdString(text) << message;
        };
        const std::string pair = R"("k": 2, "geometry": "distance", )";
        row("syntax", "{\"terms\": [}", "settings: no valid JSON at line 1, column 12");
        row("no terms", "{}", "terms: is missing; must be a list of terms");
        row("empty terms", R"({"terms": []})", "terms: must have at least one term, is []");
        row("unknown key", file(pair + kGrid + R"(, "sigmas": 1)"),
            "terms[0].sigmas: is not a key of a settings file; allowed here: k, geometry, weighting, grid, sigma");
        row("missing sigma", file(pair + R"("grid": {"min": 0, "max": 1, "n": 10})"),
            "terms[0].sigma: is missing; must be a number larger than 0");
        row("negative sigma", file(pair + R"("grid": {"min": 0, "max": 1, "n": 10}, "sigma": -1)"),
            "terms[0].sigma: must be larger than 0, is -1");
        row("wrong k", file(R"("k": 7, "geometry": "distance", )" + kGrid), "terms[0].k: must be 1, 2, 3 or 4, is 7");
        row("geometry of another k", file(R"("k": 3, "geometry": "distance", )" + kGrid),
            "terms[0].geometry: 'distance' does not exist for k = 3; there are: angle, cosine, dot_over_dotdot");
        row("no such geometry", file(R"("k": 3, "geometry": "angel", )" + kGrid),
            "terms[0].geometry: must be one of atomic_number, count, unity, distance, inverse_distance, inverse_square, angle, "
            "cosine, dot_over_dotdot, dihedral, signed_dihedral, cos_dihedral, is 'angel'");
        row("parameter without meaning", file(pair + kGrid + R"(, "weighting": {"function": "unity", "scale": 1})"),
            "terms[0].weighting.scale: has no meaning for the weighting 'unity'; leave it out, it is 1");
        row("threshold missing", file(pair + kGrid + R"(, "weighting": {"function": "exp", "scale": 1})"),
            "terms[0].weighting.threshold: is needed by 'exp': a number between 0 and 1; it is missing");
        row("scale and r_cut",
            file(pair + kGrid + R"(, "weighting": {"function": "exp", "threshold": 0.1, "scale": 1, "r_cut": 2})"),
            "terms[0].weighting: 'exp' needs either scale or r_cut (larger than 0), has both (1 and 2)");
        row("max and step", file(pair + R"("grid": {"min": 0, "max": 1, "step": 1, "n": 10}, "sigma": 1)"),
            "terms[0].grid: needs either max (larger than min) or step (larger than 0), has both (1 and 1)");
        row("max below min", file(pair + R"("grid": {"min": 2, "max": 1, "n": 10}, "sigma": 1)"),
            "terms[0].grid.max: must be larger than min (2), is 1");
        row("fraction of a bin", file(pair + R"("grid": {"min": 0, "max": 1, "n": 10.5}, "sigma": 1)"),
            "terms[0].grid.n: must be a whole number from 1 to 10000000, is '10.5'");
        row("text for a number", file(pair + R"("grid": {"min": 0, "max": "1", "n": 10}, "sigma": 1)"),
            "terms[0].grid.max: must be a number larger than min, is '\"1\"'");
        row("element", file(pair + kGrid, R"(, "species": ["H", "Xx"])"),
            "species: must be \"auto\" or a list of element symbols, each once: 'Xx' is not one");
        row("element twice", file(pair + kGrid, R"(, "species": ["H", "H"])"),
            "species: must name each element once, names H twice");
        row("one bin, centred",
            file(pair + R"("grid": {"min": 0, "max": 1, "n": 1}, "sigma": 1)", R"(, "discretization": "dscribe")"),
            "terms[0].grid.n: must be 2..10000000, is 1");
        row("heights on masses", file(pair + kGrid, R"(, "normalize_gaussians": false)"),
            "normalize_gaussians: must be true, is false: the choice exists only with discretization 'dscribe'");
    }
    void reportsWhatIsWrong()
    {
        QFETCH(QString, text);
        QFETCH(QString, message);
        QCOMPARE(QString::fromStdString(test::messageOf<SettingsError>([&] { settingsFromJson(text.toStdString()); })), message);
    }
    void binsFollowTheDiscretization()
    {
        const GridSettings grid {.min = 0, .max = 1, .n = 5};
        QCOMPARE(binsOf(grid, Discretization::Paper).step, 0.2);
        QCOMPARE(binsOf(grid, Discretization::Paper).left, 0.0);
        QCOMPARE(binsOf(grid, Discretization::Dscribe).step, 0.25);
        QCOMPARE(binsOf(grid, Discretization::Dscribe).left, -0.125);
    }
    void blocksStandInTheDocumentedOrder()
    {
        MbtrSettings settings = preset("dscribe");
        settings.terms.erase(settings.terms.begin());
        const Layout layout = layoutOf(settings, std::vector {8, 1});
        std::vector<std::string> names;
        for (const Block& block : layout.blocks)
            names.push_back(blockName(block));
        const std::vector<std::string> expected {"H-H", "H-O", "O-O", "H-H-H", "H-H-O", "O-H-O", "H-O-H", "H-O-O", "O-O-O"};
        QCOMPARE(names, expected);
        QCOMPARE(layout.featureCount, 900);
        QCOMPARE(layout.blocks[4].begin, 400);
    }
    void aBlockIsFoundByItsElementsInEitherOrder()
    {
        for (const Reversals reversals : {Reversals::Removed, Reversals::Kept}) {
            MbtrSettings settings = preset("default");
            settings.reversals = reversals;
            const Layout layout = layoutOf(settings, std::vector {1, 6, 8});
            for (std::size_t b = 0; b < layout.blocks.size(); ++b) {
                std::array<int, 4> tuple {};
                for (std::size_t i = 0; i < static_cast<std::size_t>(layout.blocks[b].k); ++i)
                    tuple[i] = layout.blocks[b].species[i] == 1 ? 0 : layout.blocks[b].species[i] == 6 ? 1 : 2;
                QCOMPARE(blockIndex(layout, layout.blocks[b].term, tuple), static_cast<int>(b));
            }
        }
    }
};

QTEST_APPLESS_MAIN(SettingsTest)
#include "settings_test.moc"
