#include "core/base/memory.h"

#include "core/base/aligned_values.h"
#include "core/base/error.h"
#include "tests/support/message_of.h"

#include <QTest>
#include <cstdint>

using namespace mbtr;

class MemoryTest : public QObject {
    Q_OBJECT

private slots:
    void sizesHaveDecimalUnits()
    {
        QCOMPARE(bytesToText(0), "0 kB");
        QCOMPARE(bytesToText(512'000), "512 kB");
        QCOMPARE(bytesToText(12'000'000), "12 MB");
        QCOMPARE(bytesToText(3'240'000'000), "3.2 GB");
    }
    void thereIsSomeMemoryButNotAnyAmount()
    {
        QVERIFY(availableMemory() > 1'000'000);
        requireMemory(1000, "train", "a little");
    }
    void saysHowMuchMemoryIsMissing()
    {
        const auto message
            = test::messageOf<SettingsError>([] { requireMemory(4'000'000'000'000'000, "train", "training on 9 structures"); });
        QVERIFY(message.starts_with("train: training on 9 structures needs 4000000.0 GB of memory, "));
    }
    void valuesBeginWithALineOfTheCache()
    {
        for (const std::size_t count : std::vector<std::size_t> {1, 7, 1000}) {
            const AlignedValues values = zeros(count);
            QCOMPARE(reinterpret_cast<std::uintptr_t>(values.data()) % 64, std::uintptr_t(0));
            for (const double value : values)
                QCOMPARE(value, 0.0);
        }
    }
};

QTEST_APPLESS_MAIN(MemoryTest)
#include "memory_test.moc"
